package org.dibbs.orchestration.gateway.upload;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MultipartFormTests {

	private static final String TYPE = "Multipart/Form-Data; charset=utf-8; boundary=x";

	@Test
	void findsPartsAfterAPreambleAndBeforeAnEpilogue() {
		MultipartForm form = parse("pre --x\r\n--x  \r\nCONTENT-DISPOSITION: form-data; name=a\r\n"
				+ "content-type: text/plain\r\n\r\n1\r\n--\r\n\r\n--x\r\ncontent-disposition:form-data;name=\"b\""
				+ "\r\n\r\n\r\n--x--\r\nepilogue");
		assertThat(form.part("a")).isNotNull();
		assertThat(form.part("a").contentType()).isEqualTo("text/plain");
		assertThat(form.part("a").content().text(StandardCharsets.UTF_8)).isEqualTo("1\r\n--\r\n");
		assertThat(form.part("b")).as("empty").isNull();
		assertThat(form.part("c")).isNull();
	}

	@Test
	void takesAFormWithoutParts() {
		assertThat(parse("--x--").part("a")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "--x", "--x\r\n", "--x\r\n\r\n", "--x\r\na:b\r\n\r\n1", "--x\r\na\r\n--x--",
			"--x\r\na:b\r\n\r\n1\r\n--x", "--x\r\na:b\r\n\r\n1\r\n--x-", "--x\r\na:b\r\n\r\n1--x--",
			"--x\r\nContent-Disposition: ;\r\n\r\n1\r\n--x--" })
	void refusesWhatIsMalformed(String body) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> parse(body))
			.withMessage("unusable-upload: The multipart body is malformed or incomplete.");
	}

	@Test
	void refusesAFormOfManyParts() {
		String part = "\r\n--x\r\na:b\r\n\r\n1";
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> parse(part.repeat(101) + "\r\n--x--"));
		assertThat(parse(part.repeat(100) + "\r\n--x--").part("a")).isNull();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "multipart/form-data", "application/json; boundary=x", "multipart/form-data; boundary=",
			"multipart/form-data; boundary" })
	void refusesAnotherContentType(String type) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> MultipartForm.parse(type, Bytes.of(new byte[0])))
			.withMessage("unusable-upload: The request must be multipart/form-data with a boundary.");
	}

	private static MultipartForm parse(String body) {
		return MultipartForm.parse(TYPE, Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
	}

}

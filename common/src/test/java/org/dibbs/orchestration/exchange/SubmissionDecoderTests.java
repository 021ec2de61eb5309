package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.dibbs.orchestration.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionDecoderTests {

	@ParameterizedTest
	@MethodSource("invalid")
	void saysAllThatIsWrongWithADocument(InvalidSubmission row) {
		assertThat(problem(row.body()).legacyBody().json()).isEqualTo(row.legacyBody());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "ecr|ecr|'m'", "ecr|zip|'m'", "ecr|ecr|{}", "elr|hl7|'m'", "elr|ecr|'m'", "elr|zip|'m'",
					"elr|fhir|{}", "vxu|hl7|'m'", "vxu|ecr|'m'", "vxu|zip|'m'", "vxu|fhir|{'a':1}",
					"fhir|fhir|{'entry':[]}" })
	void acceptsEveryAllowedPairOfTypes(String messageType, String dataType, String message) {
		SubmissionRequest request = valid(
				InvalidSubmission.document("'" + messageType + "'", "'" + dataType + "'", "'c.json'", message, null));
		assertThat(request.messageType()).isEqualTo(messageType);
		assertThat(request.dataType().wire()).isEqualTo(dataType);
		assertThat(request.configName()).isEqualTo("c.json");
		assertThat(request.message().json()).isEqualTo(message.replace('\'', '"'));
	}

	@Test
	void takesNumbersWhereStringsAreExpected() {
		SubmissionRequest request = valid(InvalidSubmission.document("'ecr'", "'ecr'", "5", "-1.50", "7"));
		assertThat(request.configName()).isEqualTo("5");
		assertThat(request.message().json()).isEqualTo("\"-1.50\"");
		assertThat(request.rrData()).isNotNull();
		assertThat(request.rrData().json()).isEqualTo("\"7\"");
	}

	@Test
	void takesNullRrDataForNone() {
		assertThat(valid(InvalidSubmission.document("'elr'", "'hl7'", "'c'", "'m'", "null")).rrData()).isNull();
	}

	@Test
	void keepsTheReportabilityResponseOfAnEcr() {
		SubmissionRequest request = valid(InvalidSubmission.document("'ecr'", "'zip'", "'c'", "'m'", "'r'"));
		assertThat(request.rrData()).isNotNull();
		assertThat(request.rrData().text()).isEqualTo("r");
	}

	@Test
	void keepsTheDocumentItselfForTheQueue() {
		byte[] body = bytes(InvalidSubmission.document("'ecr'", "'ecr'", "'c'", "'m'", null));
		assertThat(SubmissionDecoder.decode(body)).isInstanceOfSatisfying(Decoding.Valid.class,
				(valid) -> assertThat(valid.request().document().bytes()).isSameAs(body));
	}

	@Test
	void takesTheLastOfTwoMembersWithOneName() {
		String twice = InvalidSubmission.document("'ecr'", "'ecr'", "'first'", "'m'", null)
			.replaceFirst("}$", ",\"config_file_name\":\"last\"}");
		assertThat(valid(twice).configName()).isEqualTo("last");
	}

	@Test
	void ignoresAByteOrderMark() {
		assertThat(valid('\uFEFF' + InvalidSubmission.document("'ecr'", "'ecr'", "'c'", "'m'", null)).configName())
			.isEqualTo("c");
	}

	@Test
	void callsABodyThatIsNotDeclaredAsJsonNoDict() {
		assertThat(SubmissionDecoder.notJson().legacyBody().json())
			.isEqualTo("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"value is not a valid dict\","
					+ "\"type\":\"type_error.dict\"}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'message':'m'", "'message':{}", "'message':{},'rr_data':'r'",
			"'message':'m','data_type':5,'rr_data':null" })
	void leavesTypesOfAnUploadToTheBlocks(String members) {
		byte[] body = bytes(("{'message_type':'zzz','config_file_name':'c'," + members + "}").replace('\'', '"'));
		assertThat(SubmissionDecoder.decode(body, SubmissionOrigin.PROCESS_ZIP))
			.isInstanceOfSatisfying(Decoding.Valid.class, (valid) -> {
				assertThat(valid.request().origin()).isEqualTo(SubmissionOrigin.PROCESS_ZIP);
				assertThat(valid.request().messageType()).isEqualTo("zzz");
				assertThat(valid.request().dataType()).isNull();
			});
	}

	@Test
	void wantsTheFieldsOfAnUploadAllTheSame() {
		assertThat(SubmissionDecoder.decode(bytes("{}"), SubmissionOrigin.PROCESS_ZIP)).isInstanceOfSatisfying(
				Decoding.Invalid.class,
				(invalid) -> assertThat(invalid.problem().legacyBody())
					.isEqualTo(SubmissionDecoder.missing(List.of("message_type", "config_file_name", "message"))
						.legacyBody()));
	}

	static Stream<InvalidSubmission> invalid() {
		return InvalidSubmission.all();
	}

	private static SubmissionRequest valid(String body) {
		Decoding decoding = SubmissionDecoder.decode(bytes(body));
		assertThat(decoding).isInstanceOf(Decoding.Valid.class);
		return ((Decoding.Valid) decoding).request();
	}

	private static Problem problem(String body) {
		Decoding decoding = SubmissionDecoder.decode(bytes(body));
		assertThat(decoding).isInstanceOf(Decoding.Invalid.class);
		return ((Decoding.Invalid) decoding).problem();
	}

	private static byte[] bytes(String body) {
		return body.getBytes(StandardCharsets.UTF_8);
	}

}

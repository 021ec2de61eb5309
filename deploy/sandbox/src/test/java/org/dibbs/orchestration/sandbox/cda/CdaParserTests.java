package org.dibbs.orchestration.sandbox.cda;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class CdaParserTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "<a>", "<a></b>", "<a/><b/>", "<a b=c/>", "<x:a/>" })
	void refusesWhatIsNotWellFormed(String text) {
		assertThatExceptionOfType(CdaException.class).isThrownBy(() -> CdaParser.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
			"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>" })
	void refusesDocumentTypes(String text) {
		assertThatExceptionOfType(CdaException.class).isThrownBy(() -> CdaParser.parse(text));
	}

	@Test
	void refusesABillionLaughsAtOnce() {
		StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
		for (int i = 1; i < 10; i++) {
			text.append("<!ENTITY l").append(i).append(" '").append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
		}
		text.append("]><a>&l9;</a>");
		assertThatExceptionOfType(CdaException.class).isThrownBy(() -> CdaParser.parse(text.toString()));
	}

	@Test
	void refusesElementsNestedWithoutEnd() {
		String text = "<a>".repeat(100_000) + "</a>".repeat(100_000);
		assertThatExceptionOfType(CdaException.class).isThrownBy(() -> CdaParser.parse(text));
	}

	@Test
	void loadsNothingThatIsIncluded() throws CdaException {
		CdaElement document = CdaParser.parse("<a xmlns='urn:hl7-org:v3'><b>"
				+ "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///etc/hostname' parse='text'/></b></a>");
		assertThat(document.child("b").text()).isEmpty();
	}

	@Test
	void readsManyDocumentsAtOnce() {
		List<String> texts = IntStream.range(0, 64)
			.parallel()
			.mapToObj((i) -> catchThrowable(() -> CdaParser.parse("<a xmlns='urn:hl7-org:v3'>" + i + "</a>")))
			.map(String::valueOf)
			.toList();
		assertThat(texts).containsOnly("null");
	}

	@Test
	void quotesNothingOfWhatItRefuses() {
		assertThatExceptionOfType(CdaException.class).isThrownBy(() -> CdaParser.parse("<Sandy>"))
			.withMessageNotContaining("Sandy")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\uFEFF<a xmlns='urn:hl7-org:v3'/>", "\n <?xml version='1.0'?><a xmlns='urn:hl7-org:v3'/>\n" })
	void readsDocumentsWithAPrelude(String text) throws CdaException {
		assertThat(CdaParser.parse(text).is("a")).isTrue();
	}

}

package org.dibbs.orchestration.sandbox.cda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

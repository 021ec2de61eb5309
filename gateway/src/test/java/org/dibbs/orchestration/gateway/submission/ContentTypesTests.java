package org.dibbs.orchestration.gateway.submission;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentTypesTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "application/json", "Application/JSON", "application/json; charset=utf-8",
			"application/json;x=y", "application/json; charset=bogus-9", "application/json;;=", "application/fhir+json",
			"application/vnd.x.y+JSON; a=b" })
	void takesJsonAndWhatIsNotDeclared(String contentType) {
		assertThat(ContentTypes.isJson(contentType)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/json", "application/xml", "application/jsonp", "application/x-json",
			"application/x-www-form-urlencoded", "json", "application/json+xml", "*/*" })
	void takesNothingElse(String contentType) {
		assertThat(ContentTypes.isJson(contentType)).isFalse();
	}

}

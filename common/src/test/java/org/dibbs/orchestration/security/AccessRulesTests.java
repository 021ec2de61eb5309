package org.dibbs.orchestration.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTests {

	@ParameterizedTest
	@CsvSource({ "POST,/process-message,SUBMIT", "POST,/process-zip,SUBMIT", "GET,/process-ws,SUBMIT",
			"POST,/submissions,SUBMIT", "POST,/submissions/batch,SUBMIT", "GET,/submissions,READ",
			"GET,/submissions/x/result,READ", "HEAD,/submissions/x/events,READ", "GET,/submissions/batches/x,READ",
			"GET,/configs,READ", "GET,/configs/x/versions,READ", "POST,/configs/x/check,READ",
			"GET,/building-blocks,READ", "PUT,/configs/x,CONFIGS_WRITE", "DELETE,/configs/x,CONFIGS_WRITE",
			"POST,/submissions/replay,REPLAY", "POST,/submissions/x/replay,REPLAY" })
	void eachPathAsksForItsScope(String method, String path, Scope scope) {
		assertThat(AccessRules.needed(method, path)).isEqualTo(scope);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/actuator/health", "/actuator/health/readiness", "/docs", "/docs/docs.js", "/redoc",
			"/openapi.json" })
	void whatHoldsNothingOfAnybodyIsOpen(String path) {
		assertThat(AccessRules.needed("GET", path)).isNull();
		assertThat(AccessRules.needed("POST", path)).isEqualTo(Scope.ADMIN);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/audit", "DELETE,/submissions/x", "GET,/docs/../configs", "GET,//configs", "GET,/CONFIGS",
			"GET,/actuator/env", "POST,/submissions/a/b/replay", "PUT,/configs/a/b", "TRACE,/", "GET,/configsx" })
	void whatIsNotNamedIsForAdministrators(String method, String path) {
		assertThat(AccessRules.needed(method, path)).isEqualTo(Scope.ADMIN);
	}

	@Test
	void aNameWithALineBreakOpensNothing() {
		assertThat(AccessRules.needed("GET", "/\n")).isEqualTo(Scope.ADMIN);
	}

}

package org.dibbs.orchestration.orchestrator;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorBodyTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@ParameterizedTest
	@CsvSource({ "404,Not Found", "405,Method Not Allowed", "500,Internal Server Error" })
	void saysWhatTheContractSays(int status, String detail) {
		this.request.setAttribute("jakarta.servlet.error.status_code", status);
		assertThat(body()).isEqualTo(Map.of("detail", detail));
	}

	@Test
	void takesAnErrorWithoutAStatusForOurs() {
		assertThat(body()).isEqualTo(Map.of("detail", "Internal Server Error"));
	}

	private Map<String, Object> body() {
		return new ErrorBody().getErrorAttributes(new ServletWebRequest(this.request),
				ErrorAttributeOptions.defaults());
	}

}

package org.dibbs.orchestration.gateway.problem;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemAnswersTests {

	private final Problem problem = Problem.of(ProblemKind.NOT_FOUND, "Not Found");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/problem+json|true", "application/json, application/problem+json;q=0.5|true",
					"Application/Problem+JSON|true", "application/problem+json;q=0|false", "*/*|false",
					"application/*|false", "application/json|false", "application/problem+json, ;;|false" })
	void saysItInRfc9457OnlyWhenAskedToByName(String accept, boolean wanted) {
		assertThat(ProblemAnswers.wantsProblemJson(accepting(accept))).isEqualTo(wanted);
	}

	@Test
	void saysItInTheWordsOfThePythonServiceOtherwise() {
		Answer answer = ProblemAnswers.of(this.problem, MockServerHttpRequest.get("/").build(), null);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.contentType()).isEqualTo("application/json");
		assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@Test
	void namesTheSubmissionWhereThereIsOne() {
		SubmissionId id = SubmissionId.next();
		Answer answer = ProblemAnswers.of(this.problem, accepting("application/problem+json"), id);
		assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains(id.toString());
	}

	private static MockServerHttpRequest accepting(String accept) {
		return MockServerHttpRequest.get("/").header(HttpHeaders.ACCEPT, accept).build();
	}

}

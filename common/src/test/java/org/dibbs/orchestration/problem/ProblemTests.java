package org.dibbs.orchestration.problem;

import org.dibbs.orchestration.json.JsonFragment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "UNKNOWN_CONFIG|400|`{\"message\":\"d\",\"processed_values\":{}}`",
					"STEP_FAILED|502|`{\"detail\":\"d\"}`", "STEP_REFUSED|400|`{\"detail\":\"d\"}`",
					"WORKER_ERROR|500|`{\"message\":\"d\",\"processed_values\":{}}`",
					"HANDOVER_UNAVAILABLE|503|`{\"detail\":\"d\"}`", "TOO_LARGE|413|`{\"detail\":\"d\"}`",
					"UNUSABLE_UPLOAD|422|`{\"detail\":\"d\"}`", "TOO_MANY|429|`{\"detail\":\"d\"}`",
					"BAD_REQUEST|400|`{\"detail\":\"d\"}`", "NOT_FOUND|404|`{\"detail\":\"d\"}`",
					"METHOD_NOT_ALLOWED|405|`{\"detail\":\"d\"}`", "UPSTREAM_UNAVAILABLE|503|`{\"detail\":\"d\"}`",
					"UNKNOWN_SUBMISSION|404|`{\"detail\":\"d\"}`", "RESULT_GONE|410|`{\"detail\":\"d\"}`",
					"IDEMPOTENCY_KEY_REUSED|422|`{\"detail\":\"d\"}`", "LEDGER_UNAVAILABLE|503|`{\"detail\":\"d\"}`",
					"INTERNAL|500|`{\"detail\":\"d\"}`" })
	void hasTheStatusAndBodyOfThePythonService(ProblemKind kind, int status, String body) {
		Problem problem = Problem.of(kind, "d");
		assertThat(problem.status()).isEqualTo(status);
		assertThat(problem.legacyBody().json()).isEqualTo(body);
	}

	@Test
	void tellsFieldErrorsAsDetail() {
		Problem problem = Problem.invalid(JsonFragment.literal("[{\"msg\":\"m\"}]"));
		assertThat(problem.status()).isEqualTo(422);
		assertThat(problem.legacyBody().json()).isEqualTo("{\"detail\":[{\"msg\":\"m\"}]}");
	}

	@Test
	void tellsFieldErrorsBesideTheDetailInRfc9457() {
		assertThat(Problem.invalid(JsonFragment.literal("[1]")).problemBody(null).json())
			.isEqualTo("{\"type\":\"urn:dibbs:problem:invalid-submission\",\"title\":\"The submission is not valid\","
					+ "\"status\":422,\"detail\":\"The submission does not validate; each entry of errors says why.\","
					+ "\"errors\":[1]}");
	}

	@Test
	void namesTheSubmissionInRfc9457() {
		assertThat(Problem.of(ProblemKind.TOO_MANY, "a \"d\"").problemBody("id").json())
			.isEqualTo("{\"type\":\"urn:dibbs:problem:too-many\",\"title\":\"Too many messages are waiting\","
					+ "\"status\":429,\"detail\":\"a \\\"d\\\"\",\"submission_id\":\"id\"}");
	}

	@ParameterizedTest
	@EnumSource
	void isReadBackFromItsLegacyBody(ProblemKind kind) {
		Problem problem = switch (kind) {
			case INVALID_SUBMISSION -> Problem.invalid(JsonFragment.literal("[1]"));
			case INVALID_CONFIG -> Problem.invalidConfig(JsonFragment.literal("[1]"));
			case INVALID_QUERY -> Problem.invalidQuery(JsonFragment.literal("[1]"));
			default -> new Problem(kind, 599, "detail", null);
		};
		assertThat(Problem.fromLegacy(kind, problem.status(), problem.legacyBody())).isEqualTo(problem);
	}

	@Test
	void isReadBackFromABodyOfAnotherShapeWithItsTitle() {
		Problem problem = Problem.fromLegacy(ProblemKind.STEP_FAILED, 418, JsonFragment.literal("[]"));
		assertThat(problem.detail()).isEqualTo(ProblemKind.STEP_FAILED.title());
	}

	@ParameterizedTest
	@EnumSource
	void everyKindIsFoundByItsSlug(ProblemKind kind) {
		assertThat(ProblemKind.of(kind.slug())).isEqualTo(kind);
	}

	@Test
	void theMessageOfTheExceptionNamesKindAndDetail() {
		assertThat(new ProblemException(ProblemKind.TOO_LARGE, "Too big")).hasMessage("too-large: Too big");
	}

}

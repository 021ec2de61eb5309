package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.web.ProblemForm;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The answers about configs, errors in the form the caller reads.
 */
final class ConfigAnswers {

	private ConfigAnswers() {
	}

	static ResponseEntity<byte[]> json(HttpStatus status, JsonFragment body) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body.bytes());
	}

	static ResponseEntity<byte[]> message(HttpStatus status, String message) {
		return json(status, new JsonObjectBuilder().member("message", message).build());
	}

	static String notFound(String name) {
		return "A config with the name '" + name + "' could not be found.";
	}

	// as upstream: 400, not 404
	static ResponseEntity<byte[]> unknown(String message, @Nullable String accept) {
		return problem(Problem.of(ProblemKind.UNKNOWN_CONFIG, message),
				new JsonObjectBuilder().member("message", message)
					.member("workflow", JsonFragment.EMPTY_OBJECT)
					.build(),
				accept);
	}

	static ResponseEntity<byte[]> conflict(String message, @Nullable String accept) {
		return problem(Problem.of(ProblemKind.CONFIG_CONFLICT, message),
				new JsonObjectBuilder().member("message", message).build(), accept);
	}

	static ResponseEntity<byte[]> invalid(List<ConfigError> errors, @Nullable String accept) {
		return problem(Problem.invalidConfig(JsonObjectBuilder.array(errors.stream().map(ConfigError::json).toList())),
				accept);
	}

	static ResponseEntity<byte[]> problem(Problem problem, @Nullable String accept) {
		return problem(problem, problem.legacyBody(), accept);
	}

	private static ResponseEntity<byte[]> problem(Problem problem, JsonFragment legacyBody, @Nullable String accept) {
		if (ProblemForm.isWanted(accept)) {
			return ResponseEntity.status(problem.status())
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(problem.problemBody(null).bytes());
		}
		return ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_JSON).body(legacyBody.bytes());
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which workflow configs there are, and what they say.
 */
@RestController
class ConfigController {

	private final ConfigRegistry configs;

	ConfigController(ConfigRegistry configs) {
		this.configs = configs;
	}

	@GetMapping("/configs")
	ResponseEntity<byte[]> names() {
		return json(HttpStatus.OK,
				new JsonObjectBuilder().member("default_configs", strings(this.configs.defaultNames()))
					.member("custom_configs", strings(this.configs.customNames()))
					.build());
	}

	@GetMapping("/configs/{name}")
	ResponseEntity<byte[]> config(@PathVariable String name,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
		WorkflowConfig config = this.configs.find(name);
		if (config == null) {
			return unknown("A config with the name '" + name + "' could not be found.",
					accept.contains(Problem.MEDIA_TYPE));
		}
		return json(HttpStatus.OK,
				new JsonObjectBuilder().member("message", "Config found!")
					.member("workflow", config.document())
					.build());
	}

	// as upstream: 400, not 404
	private static ResponseEntity<byte[]> unknown(String message, boolean asProblem) {
		if (asProblem) {
			return ResponseEntity.badRequest()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(Problem.of(ProblemKind.UNKNOWN_CONFIG, message).problemBody(null).bytes());
		}
		return json(HttpStatus.BAD_REQUEST,
				new JsonObjectBuilder().member("message", message)
					.member("workflow", JsonFragment.EMPTY_OBJECT)
					.build());
	}

	private static JsonFragment strings(List<String> values) {
		return JsonObjectBuilder.array(values.stream().map(JsonFragment::string).toList());
	}

	private static ResponseEntity<byte[]> json(HttpStatus status, JsonFragment body) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body.bytes());
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which workflow configs there are, and what they say and said.
 */
@RestController
class ConfigController {

	/** The header that tells the version; the body is as upstream has it. */
	static final String VERSION = "Config-Version";

	private final StoredConfigs configs;

	ConfigController(StoredConfigs configs) {
		this.configs = configs;
	}

	@GetMapping("/configs")
	ResponseEntity<byte[]> names() {
		return ConfigAnswers.json(HttpStatus.OK,
				new JsonObjectBuilder().member("default_configs", strings(this.configs.defaultNames()))
					.member("custom_configs", strings(this.configs.customNames()))
					.build());
	}

	@GetMapping("/configs/{name}")
	ResponseEntity<byte[]> config(@PathVariable String name, @RequestParam(required = false) @Nullable String version,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		if (version == null) {
			WorkflowConfig config = this.configs.find(name);
			return (config != null) ? found(config) : ConfigAnswers.unknown(ConfigAnswers.notFound(name), accept);
		}
		WorkflowConfig earlier = version.matches("[0-9]{1,9}") ? this.configs.find(name, Integer.parseInt(version))
				: null;
		return (earlier != null) ? found(earlier) : ConfigAnswers.unknown(
				"A config with the name '" + name + "' and the version '" + version + "' could not be found.", accept);
	}

	@GetMapping("/configs/{name}/versions")
	ResponseEntity<byte[]> versions(@PathVariable String name,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		List<ConfigVersion> versions = this.configs.versions(name);
		return versions.isEmpty() ? ConfigAnswers.unknown(ConfigAnswers.notFound(name), accept)
				: ConfigAnswers.json(HttpStatus.OK,
						new JsonObjectBuilder().member("name", name)
							.member("versions",
									JsonObjectBuilder.array(versions.stream().map(ConfigVersion::json).toList()))
							.build());
	}

	private static ResponseEntity<byte[]> found(WorkflowConfig config) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.header(VERSION, Integer.toString(config.version()))
			.body(new JsonObjectBuilder().member("message", "Config found!")
				.member("workflow", config.document())
				.build()
				.bytes());
	}

	private static JsonFragment strings(List<String> values) {
		return JsonObjectBuilder.array(values.stream().map(JsonFragment::string).toList());
	}

}

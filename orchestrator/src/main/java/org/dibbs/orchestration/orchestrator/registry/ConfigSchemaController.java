package org.dibbs.orchestration.orchestrator.registry;

import java.io.IOException;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives editors the JSON Schema of a config. It says no less and no more than
 * {@link WorkflowConfigParser} does, which does not know which services there are.
 */
@RestController
class ConfigSchemaController {

	static final Resource SCHEMA = new ClassPathResource("org/dibbs/orchestration/config.schema.json");

	@GetMapping("/configs/schema.json")
	ResponseEntity<byte[]> schema() throws IOException {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("application/schema+json"))
			.body(SCHEMA.getContentAsByteArray());
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.security.Caller;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * The configs of one worker, over a database that others may use, too.
 */
final class Instance {

	final ConfigStore store;

	final StoredConfigs configs;

	final ConfigEditor editor;

	final MockMvcTester mvc;

	Instance(ConfigStore store) {
		this.store = store;
		ShippedConfigs shipped = new ShippedConfigs();
		this.configs = new StoredConfigs(store, shipped);
		this.configs.afterPropertiesSet();
		this.editor = new ConfigEditor(store, shipped);
		this.mvc = MockMvcTester.of(
				List.of(new ConfigController(this.configs),
						new ConfigEditController(new ConfigUploadReader(catalog()), this.editor)),
				(builder) -> builder.setControllerAdvice(new ConfigProblems())
					.defaultRequest(MockMvcRequestBuilders.get("/").requestAttr(Caller.ATTRIBUTE, Caller.OPEN))
					.build());
	}

	private static EndpointCatalog catalog() {
		return new EndpointCatalog(List.of(endpoint(BuildingBlock.VALIDATION, "validate"),
				endpoint(BuildingBlock.FHIR_CONVERTER, "convert-to-fhir"),
				endpoint(BuildingBlock.INGESTION, "standardize_names"),
				endpoint(BuildingBlock.MESSAGE_PARSER, "parse_message"),
				endpoint(BuildingBlock.ECR_VIEWER, "save-fhir-data")));
	}

	private static BuildingBlockEndpoint endpoint(BuildingBlock block, String name) {
		return new BuildingBlockEndpoint(block, name, true, (input) -> JsonFragment.EMPTY_OBJECT,
				(response) -> new StepResult.Continue(null, null));
	}

}

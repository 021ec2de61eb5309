package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizeNamesTests extends IngestionContract {

	@Override
	protected String name() {
		return "standardize_names";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new IngestionEndpoints().standardizeNames();
	}

	@Test
	void letsParamsOverrideTheDefaultsAsTheyAre() {
		StepInput input = Inputs.withParams(input(), "{\"case\":\"lower\",\"trim\":false,\"overwrite\":null,\"x\":1}");
		assertThat(request(input))
			.endsWith(",\"trim\":false,\"overwrite\":null,\"case\":\"lower\",\"remove_numbers\":\"true\"}");
	}

}

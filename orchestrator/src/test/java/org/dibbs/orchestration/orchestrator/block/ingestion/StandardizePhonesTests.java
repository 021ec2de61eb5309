package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizePhonesTests extends IngestionContract {

	@Override
	protected String name() {
		return "standardize_phones";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new IngestionEndpoints().standardizePhones();
	}

	@Test
	void letsAParamOverrideTheDefault() {
		assertThat(request(Inputs.withParams(input(), "{\"overwrite\":\"false\",\"x\":1}")))
			.endsWith(",\"overwrite\":\"false\"}");
	}

}

package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GeocodeBundleTests extends IngestionContract {

	@Override
	protected String name() {
		return "geocode_bundle";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new IngestionEndpoints().geocodeBundle(new SmartyProperties("an-id", "a-token"));
	}

	@Test
	void sendsNullForCredentialsThatAreNotSet() {
		StepInput input = input();
		for (String none : new String[] { null, "", " " }) {
			String request = new GeocodeBundleRequestBuilder(new SmartyProperties(none, none)).build(input).json();
			assertThat(request).contains("\"smarty_auth_id\":null,\"smarty_auth_token\":null,");
		}
	}

	@Test
	void takesCredentialsFromTheEnvironmentOnly() {
		StepInput input = Inputs.withParams(input(),
				"{\"smarty_auth_id\":\"x\",\"smarty_auth_token\":\"y\",\"geocode_method\":\"census\","
						+ "\"license_type\":\"l\",\"overwrite\":\"false\"}");
		assertThat(request(input)).endsWith(",\"geocode_method\":\"census\",\"smarty_auth_id\":\"an-id\","
				+ "\"smarty_auth_token\":\"a-token\",\"license_type\":\"l\",\"overwrite\":\"false\"}");
	}

	@Test
	void neverShowsTheCredentials() {
		assertThat(new SmartyProperties("an-id", "a-token")).hasToString("SmartyProperties[set]");
		assertThat(new SmartyProperties("an-id", null)).hasToString("SmartyProperties[not set]");
	}

}

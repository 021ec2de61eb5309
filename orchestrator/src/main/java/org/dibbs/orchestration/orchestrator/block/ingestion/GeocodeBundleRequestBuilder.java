package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for the coordinates of a bundle's addresses. The credentials come from the
 * environment alone: a config can be read by everyone.
 */
final class GeocodeBundleRequestBuilder implements RequestBuilder {

	private final SmartyProperties smarty;

	GeocodeBundleRequestBuilder(SmartyProperties smarty) {
		this.smarty = smarty;
	}

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("bundle", input.data())
			.member("geocode_method", input.param("geocode_method", "smarty"))
			.member("smarty_auth_id", this.smarty.authId())
			.member("smarty_auth_token", this.smarty.authToken())
			.member("license_type", input.param("license_type", "us-rooftop-geocoding-enterprise-cloud"))
			.member("overwrite", input.param("overwrite", "true"))
			.build();
	}

}

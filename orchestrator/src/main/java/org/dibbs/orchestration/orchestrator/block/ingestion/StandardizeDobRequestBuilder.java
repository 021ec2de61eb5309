package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for dates of birth in standard form.
 */
final class StandardizeDobRequestBuilder implements RequestBuilder {

	// as upstream: no format that ingestion knows; it then leaves the dates alone and
	// says so with an inner status code
	private static final JsonFragment DEFAULT_FORMAT = JsonFragment.string("Y%-m%-d%");

	private static final JsonFragment EMPTY = JsonFragment.string("");

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("data", input.data())
			.member("overwrite", input.param("overwrite", "true"))
			.member("format", format(input))
			.build();
	}

	private static JsonFragment format(StepInput input) {
		for (String param : new String[] { "dob_format", "format" }) {
			JsonFragment format = input.param(param);
			if (format != null && !format.isNull() && !format.equals(EMPTY)) {
				return format;
			}
		}
		return DEFAULT_FORMAT;
	}

}

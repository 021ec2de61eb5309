package org.dibbs.orchestration.orchestrator.block.ingestion;

import java.util.Map;
import java.util.regex.Pattern;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with the bundle that ingestion answers, and warns where it says inside a 200
 * that it failed.
 */
final class BundleResponseUnpacker extends MemberUnpacker {

	private static final Pattern STATUS_CODE = Pattern.compile("[0-9]{3}");

	BundleResponseUnpacker() {
		super(BuildingBlock.INGESTION, "bundle",
				ErrorText.prefixed("Standardization request failed: ").withMessageOf400().withBodyOf422());
	}

	@Override
	protected StepResult accept(JsonFragment bundle, Map<String, JsonFragment> members) {
		return new StepResult.Continue(bundle, warning(members.get("status_code")));
	}

	// as upstream: the step counts as done. The block's own message would say why, but
	// quotes the patient's data.
	private static @Nullable String warning(@Nullable JsonFragment statusCode) {
		String code = (statusCode != null) ? statusCode.text() : "200";
		if (code.equals("200")) {
			return null;
		}
		return "ingestion answered 200 with an inner status code of "
				+ (STATUS_CODE.matcher(code).matches() ? code : "no known form")
				+ "; the bundle goes on as it came back";
	}

}

package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with what was there before: saving changes nothing about the data.
 */
final class SaveFhirDataResponseUnpacker extends MemberUnpacker {

	/**
	 * What PostgreSQL (SQLSTATE 23505) and SQL Server (error 2627) say of an eCR id that
	 * is there already; the viewer passes it on with a status of 500.
	 */
	private static final String DUPLICATE = "duplicate key";

	SaveFhirDataResponseUnpacker() {
		super(BuildingBlock.ECR_VIEWER, "message", ErrorText.prefixed("Saving failed: ").withMessageOf400());
	}

	// as upstream: a save leaves the data alone
	@Override
	protected StepResult accept(JsonFragment message, Map<String, JsonFragment> members) {
		return StepResult.Continue.unchanged();
	}

	@Override
	public StepResult unpackRepeated(ServiceResponse response) {
		if (response.status() >= 400 && response.text().contains(DUPLICATE)) {
			return new StepResult.Continue(null, "an earlier attempt had saved the bundle already");
		}
		return unpack(response);
	}

}

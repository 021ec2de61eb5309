package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowStateTests {

	@Test
	void keepsOnlyTheAnswersThatSomebodyWillAskFor() {
		StepConfig output = FakeBlocks.step("output", "a");
		StepConfig mapped = FakeBlocks.step("mapped", "a");
		StepConfig other = FakeBlocks.step("other", "a");
		StepConfig mapping = new StepConfig("mapping", "ingestion", "/a", Map.of(), Map.of("mapped", "m"));
		WorkflowState state = WorkflowState.start(
				FakeBlocks.config(List.of("output"), true, output, mapped, other, mapping),
				new SubmissionRequest(SubmissionOrigin.PROCESS_MESSAGE, MessageType.FHIR.wire(), DataType.FHIR,
						"c.json", JsonFragment.EMPTY_OBJECT, null, JsonFragment.EMPTY_OBJECT));
		for (StepConfig step : List.of(output, mapped, other)) {
			state = state.after(step, new ServiceResponse(200, "application/json", new byte[0]), null);
		}
		assertThat(state.answers()).containsOnlyKeys("output", "mapped");
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.Meters;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowMetricsTests {

	private final RecordedMetrics metrics = new RecordedMetrics();

	private final FakeBlocks blocks = new FakeBlocks();

	@BeforeEach
	void measure() {
		this.blocks.telemetry = this.metrics.openTelemetry();
	}

	@Test
	void aRunThatCompletesIsMeasuredWithItsSteps() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged())
			.answering("b", "application/json", "{}", new StepResult.Continue(null, "half of it"));
		run("a", "b");
		assertThat(this.metrics.of(Instrument.WORKFLOW_DURATION)).isEqualTo(Map.of("c.json completed", 1.0));
		assertThat(this.metrics.of(Instrument.STEP_DURATION))
			.isEqualTo(Map.of("a success ingestion", 1.0, "b warning ingestion", 1.0));
		assertThat(this.metrics.of(Instrument.STEP_WARNINGS)).isEqualTo(Map.of("b ingestion", 1.0));
		assertThat(this.metrics.of(Instrument.STEP_FAILURES)).isEmpty();
		assertThat(this.metrics.of(Instrument.STEPS_SKIPPED)).isEmpty();
	}

	@Test
	void timesAreToldApartUpToHalfAnHour() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		run("a");
		assertThat(this.metrics.bounds(Instrument.WORKFLOW_DURATION))
			.isEqualTo(Map.of("c.json completed", Meters.SECONDS));
		assertThat(Meters.SECONDS).isSorted().endsWith(1800.0);
	}

	@Test
	void aStepThatFailsIsCountedByWhy() {
		this.blocks
			.answering("a", new ServiceResponse(503, "text/plain", "busy".getBytes()),
					(response) -> new StepResult.Fail(503, "busy"))
			.answering("b", new ServiceResponse(422, "text/plain", "no".getBytes()),
					(response) -> new StepResult.Fail(422, "no"))
			.answering("c", "application/json", "{}", new StepResult.Refuse(JsonFragment.EMPTY_OBJECT))
			.answering("d", "application/json", "{}", new StepResult.Unusable("odd"));
		run("a");
		run("b");
		run("c");
		run("d");
		run("nowhere");
		assertThat(this.metrics.of(Instrument.STEP_FAILURES))
			.isEqualTo(Map.of("a http-5xx ingestion", 1.0, "b http-4xx ingestion", 1.0, "c refused ingestion", 1.0,
					"d unusable-answer ingestion", 1.0, "nowhere not-sent ingestion", 1.0));
		assertThat(this.metrics.of(Instrument.STEP_DURATION)).containsOnlyKeys("a error ingestion", "b error ingestion",
				"c refused ingestion", "d error ingestion", "nowhere error ingestion");
		assertThat(this.metrics.of(Instrument.WORKFLOW_DURATION))
			.isEqualTo(Map.of("c.json step-failed", 2.0, "c.json step-refused", 1.0, "c.json worker-error", 2.0));
	}

	@Test
	void aBuildingBlockThatCannotBeAskedIsCountedByWhy() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		this.blocks.failure = new BuildingBlockException("away", FailureKind.TRANSIENT, FailureReason.CIRCUIT_OPEN,
				new Exception());
		run("a");
		assertThat(this.metrics.of(Instrument.STEP_FAILURES)).isEqualTo(Map.of("a circuit-open ingestion", 1.0));
	}

	@Test
	void everyWayToFailIsReportedBeforeAnythingFails() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged())
			.answering("b", "application/json", "{}", StepResult.Continue.unchanged())
			.runner();
		assertThat(this.metrics.reported(Instrument.STEP_FAILURES)).hasSize(2 * FailureReason.values().length)
			.contains("a timeout ingestion", "b http-5xx ingestion");
		assertThat(this.metrics.reported(Instrument.STEP_WARNINGS)).containsOnly("a ingestion", "b ingestion");
		assertThat(this.metrics.reported(Instrument.STEPS_SKIPPED)).containsOnly("");
		run("a");
		assertThat(this.metrics.reported(Instrument.STEP_FAILURES)).hasSize(2 * FailureReason.values().length);
	}

	@Test
	void stepsThatAnEarlierRunHasDoneAreCounted() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged())
			.answering("b", "application/json", "{}", StepResult.Continue.unchanged());
		WorkflowConfig config = FakeBlocks.config(List.of(), true, FakeBlocks.step("1", "a"),
				FakeBlocks.step("2", "b"));
		KeptState state = StateCodec.encode(WorkflowState.start(config, FakeBlocks.submitted(config)), 2, false);
		this.blocks.end(new WorkflowRun(config, FakeBlocks.submitted(config), state, false, null), new FakeJournal());
		assertThat(this.metrics.of(Instrument.STEPS_SKIPPED)).isEqualTo(Map.of("", 1.0));
		assertThat(this.metrics.of(Instrument.STEP_DURATION)).containsOnlyKeys("b success ingestion");
	}

	private void run(String... endpoints) {
		this.blocks.run(FakeBlocks.config(List.of(), true,
				List.of(endpoints)
					.stream()
					.map((endpoint) -> FakeBlocks.step(endpoint, endpoint))
					.toArray(StepConfig[]::new)));
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.dibbs.orchestration.telemetry.SpanNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class WorkflowSpansTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String ORIGIN = "00-" + TRACE + "-b7ad6b7169203331-01";

	private final RecordedMetrics telemetry = new RecordedMetrics();

	private final FakeBlocks blocks = new FakeBlocks();

	@BeforeEach
	void trace() {
		this.blocks.telemetry = this.telemetry.openTelemetry();
	}

	@Test
	void aRunHasASpanAroundThoseOfItsSteps() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		run(null);
		SpanData step = spans().get(0);
		SpanData workflow = spans().get(1);
		assertThat(step.getName()).isEqualTo(SpanNames.STEP);
		assertThat(step.getParentSpanId()).isEqualTo(workflow.getSpanId());
		assertThat(workflow.getName()).isEqualTo(SpanNames.WORKFLOW);
		assertThat(workflow.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
		assertThat(workflow.getAttributes().asMap()).containsOnly(
				entry(AttributeKey.stringKey(SpanNames.CONFIG), "c.json"),
				entry(AttributeKey.stringKey(SpanNames.OUTCOME), "completed"),
				entry(AttributeKey.stringKey(SpanNames.SUBMISSION_ID), "the-id"),
				entry(AttributeKey.longKey(SpanNames.ATTEMPT), 2L));
		assertThat(workflow.getLinks()).isEmpty();
	}

	@Test
	void aRunThatFailsSaysHowAndNothingOfTheMessage() {
		this.blocks.answering("a", new ServiceResponse(500, "text/plain", "Marker".getBytes()),
				(response) -> new StepResult.Fail(500, "Marker"));
		run(null);
		assertThat(spans()).allSatisfy((span) -> {
			assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
			assertThat(span.toString()).doesNotContain("Marker");
		});
		assertThat(spans().get(1).getAttributes().get(AttributeKey.stringKey(SpanNames.OUTCOME)))
			.isEqualTo("step-failed");
	}

	@Test
	void aFurtherAttemptLinksToTheFirstOne() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		run(ORIGIN);
		assertThat(spans().get(1).getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE));
		assertThat(spans().get(1).getTraceId()).isNotEqualTo(TRACE);
	}

	@Test
	void whatIsNoTraceparentIsNotLinkedTo() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		run("Marker");
		assertThat(spans().get(1).getLinks()).isEmpty();
		assertThat(spans().toString()).doesNotContain("Marker");
	}

	private List<SpanData> spans() {
		return this.telemetry.spans().getFinishedSpanItems();
	}

	private void run(@Nullable String origin) {
		WorkflowConfig config = FakeBlocks.config(List.of(), true, FakeBlocks.step("1", "a"));
		this.blocks.end(
				new WorkflowRun(config, FakeBlocks.submitted(config), null, false, new RunTrace("the-id", 2, origin)),
				new FakeJournal());
	}

}

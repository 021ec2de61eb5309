package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowRunnerTests {

	private final FakeBlocks blocks = new FakeBlocks();

	@Test
	void handsEachStepWhatTheOneBeforeMadeOfTheMessage() {
		this.blocks
			.answering("a", "application/json", "{}", StepResult.Continue.with(JsonFragment.literal("{\"a\":1}")))
			.answering("b", "application/json", "{}", StepResult.Continue.unchanged())
			.answering("c", "application/json", "{}", StepResult.Continue.unchanged());
		run(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "b"), FakeBlocks.step("3", "c"));
		assertThat(this.blocks.requests()).containsExactly("/path/a {\"data\":{\"sent\":1}}",
				"/path/b {\"data\":{\"a\":1}}", "/path/c {\"data\":{\"a\":1}}");
	}

	@Test
	void handsTheWholeAnswerOfAnEarlierStepToAParam() {
		this.blocks.answering("a", "application/json", "{\"answer\":7}", StepResult.Continue.unchanged())
			.answering("b", "application/json", "{}", StepResult.Continue.unchanged());
		run(FakeBlocks.step("first", "a"), new StepConfig("second", "ingestion", "/b",
				Map.of("p", JsonFragment.literal("1")), Map.of("first", "m")));
		assertThat(this.blocks.requests()).last().isEqualTo("/b {\"data\":{\"sent\":1},\"p\":1,\"m\":{\"answer\":7}}");
	}

	@Test
	void takesTheLaterOfTwoStepsWithOneNameForAMapping() {
		this.blocks.answering("a", "application/json", "{\"from\":\"a\"}", StepResult.Continue.unchanged())
			.answering("b", "application/json", "{\"from\":\"b\"}", StepResult.Continue.unchanged());
		run(FakeBlocks.step("same", "a"), FakeBlocks.step("same", "b"),
				new StepConfig("third", "ingestion", "/a", Map.of(), Map.of("same", "m")));
		assertThat(this.blocks.requests()).last().asString().contains("\"m\":{\"from\":\"b\"}");
	}

	@Test
	void endsWhereAMappingNamesNoEarlierStep() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		WorkflowReply reply = run(FakeBlocks.step("first", "a"),
				new StepConfig("second", "ingestion", "/a", Map.of(), Map.of("absent", "m")));
		assertThat(reply.status()).isEqualTo(500);
		assertThat(body(reply)).startsWith("{\"message\":\"Orchestration service error: step 2 (service ingestion, ")
			.contains("'absent'")
			.endsWith("\"processed_values\":{}}");
	}

	@Test
	void passesAFailedStepsStatusAndErrorOn() {
		this.blocks.answering("a", "application/json", "{}", new StepResult.Fail(422, "it is wrong"))
			.answering("b", "application/json", "{}", StepResult.Continue.unchanged());
		WorkflowReply reply = run(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "b"));
		assertThat(reply.status()).isEqualTo(422);
		assertThat(body(reply))
			.isEqualTo("{\"detail\":\"Service ingestion failed with error it is wrong, endpoint: a\"}");
		assertThat(this.blocks.requests()).hasSize(1);
	}

	@Test
	void saysWhyAMessageWasRefused() {
		this.blocks.answering("a", "application/json", "{}",
				new StepResult.Refuse(JsonFragment.literal("{\"fatal\":[\"no\"]}")));
		WorkflowReply reply = run(FakeBlocks.step("1", "a"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(body(reply)).isEqualTo("{\"detail\":\"Service ingestion completed, but orchestration cannot "
				+ "continue: {\\\"fatal\\\":[\\\"no\\\"]}\"}");
	}

	@Test
	void endsWhereAnAnswerCannotBeUsed() {
		this.blocks.answering("a", "application/json", "{}", new StepResult.Unusable("the answer lacks the key 'x'"));
		assertThat(body(run(FakeBlocks.step("1", "a"))))
			.contains("step 1 (service ingestion, endpoint a): the answer " + "lacks the key 'x'");
	}

	@Test
	void endsWhereABuildingBlockCannotBeAsked() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		this.blocks.failure = new BuildingBlockException("service ingestion could not be reached",
				FailureKind.TRANSIENT, FailureReason.UNREACHABLE, new Exception());
		WorkflowReply reply = run(FakeBlocks.step("1", "a"));
		assertThat(reply.status()).isEqualTo(500);
		assertThat(body(reply)).contains("service ingestion could not be reached");
	}

	@Test
	void endsWhereAStepNamesAnUnknownService() {
		WorkflowReply reply = run(new StepConfig("1", "vocab_mapper", "/x", Map.of(), Map.of()));
		assertThat(reply.status()).isEqualTo(500);
		assertThat(body(reply)).contains("no service 'vocab_mapper'", "fhir_converter");
	}

	@Test
	void tellsItsWatcherEachStepWithTheWholeAnswer() {
		this.blocks.answering("a", "application/json", "{\"a\":1}", StepResult.Continue.unchanged())
			.answering("b", "application/xml", "<b/>", StepResult.Continue.unchanged());
		assertThat(watch(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "b"))).containsExactly(
				new SubmissionProgress.Step(1, "a", true, 200, JsonFragment.literal("{\"a\":1}")),
				new SubmissionProgress.Step(2, "b", true, 200, JsonFragment.string("<b/>")));
	}

	@Test
	void tellsItsWatcherTheStepThatFailed() {
		this.blocks.answering("a", new ServiceResponse(503, "text/plain", "busy".getBytes()),
				(response) -> new StepResult.Fail(503, "busy"));
		assertThat(watch(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "a")))
			.containsExactly(new SubmissionProgress.Step(1, "a", false, 503, JsonFragment.string("busy")));
	}

	@Test
	void tellsItsWatcherThatAServiceRefusedAMessageSuccessfully() {
		this.blocks.answering("a", "application/json", "{\"message_valid\":false}",
				new StepResult.Refuse(JsonFragment.literal("{}")));
		assertThat(watch(FakeBlocks.step("1", "a"))).containsExactly(
				new SubmissionProgress.Step(1, "a", true, 200, JsonFragment.literal("{\"message_valid\":false}")));
	}

	@Test
	void tellsItsWatcherTheErrorWhereThereIsNoAnswer() {
		this.blocks.answering("a", "application/json", "{}", StepResult.Continue.unchanged());
		this.blocks.failure = new BuildingBlockException("service ingestion could not be reached",
				FailureKind.TRANSIENT, FailureReason.UNREACHABLE, new Exception());
		assertThat(watch(FakeBlocks.step("1", "a"))).singleElement().satisfies((step) -> {
			assertThat(step.success()).isFalse();
			assertThat(step.status()).isEqualTo(500);
			assertThat(step.response().json()).contains("could not be reached");
		});
	}

	private List<SubmissionProgress.Step> watch(StepConfig... steps) {
		FakeJournal journal = new FakeJournal();
		this.blocks.end(FakeBlocks.config(List.of(), true, steps), journal);
		return journal.ends.stream().map(StepEnd::progress).toList();
	}

	private WorkflowReply run(StepConfig... steps) {
		return this.blocks.run(FakeBlocks.config(List.of(), true, steps));
	}

	private static String body(WorkflowReply reply) {
		return new String(reply.body());
	}

}

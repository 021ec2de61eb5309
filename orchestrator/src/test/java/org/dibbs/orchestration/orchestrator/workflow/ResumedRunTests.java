package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.orchestrator.block.ResponseUnpacker;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that end early and go on later, and steps that must not be repeated.
 */
class ResumedRunTests {

	private static final ServiceResponse SAVED = new ServiceResponse(200, "application/json",
			"{\"message\":\"saved\"}".getBytes());

	private final FakeBlocks blocks = new FakeBlocks()
		.answering("a", "application/json", "{\"from\":\"a\"}",
				StepResult.Continue.with(JsonFragment.literal("{\"a\":1}")))
		.answering("b", "application/xml", "<b>\u00e4</b>",
				StepResult.Continue.with(JsonFragment.literal("{\"b\":2}")));

	private final FakeJournal journal = new FakeJournal();

	@Test
	void aFailureThatMayPassLeavesTheStateBeforeItsStep() {
		WorkflowConfig config = config(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "b"));
		WorkflowEnd.Interrupted end = interrupted(config, 2);
		assertThat(end.reply().status()).isEqualTo(503);
		assertThat(end.state()).isNotNull();
		assertThat(end.state().nextStep()).isEqualTo(2);
	}

	@Test
	void aFailureOfTheFirstStepLeavesNoState() {
		this.blocks.failure = new BuildingBlockException("away", FailureKind.TRANSIENT, FailureReason.UNREACHABLE,
				new Exception());
		WorkflowEnd end = this.blocks.end(config(FakeBlocks.step("1", "a")), this.journal);
		assertThat(end).isInstanceOfSatisfying(WorkflowEnd.Interrupted.class,
				(interrupted) -> assertThat(interrupted.state()).isNull());
	}

	@Test
	void goesOnAtTheStepThatFailedWithoutRepeatingTheOnesBefore() {
		WorkflowConfig config = new WorkflowConfig("c.json", 1,
				List.of(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "b"),
						new StepConfig("3", "ingestion", "/a", Map.of(), Map.of("1", "m"))),
				List.of("1", "2"), true, JsonFragment.EMPTY_OBJECT);
		String whole = new String(this.blocks.run(config).body());
		WorkflowEnd.Interrupted end = interrupted(config, 2);
		this.blocks.requests().clear();
		WorkflowEnd resumed = this.blocks
			.end(new WorkflowRun(config, FakeBlocks.submitted(config), end.state(), false, null), new FakeJournal());
		assertThat(this.blocks.requests()).containsExactly("/path/b {\"data\":{\"a\":1}}",
				"/a {\"data\":{\"b\":2},\"m\":{\"from\":\"a\"}}");
		assertThat(new String(resumed.reply().body())).isEqualTo(whole);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 422, 500, 501 })
	void anAnswerThatWouldBeTheSameAgainEndsTheSubmission(int status) {
		this.blocks.answering("x", new ServiceResponse(status, "text/plain", new byte[0]), failing());
		assertThat(this.blocks.end(config(FakeBlocks.step("1", "x")), this.journal))
			.isInstanceOf(WorkflowEnd.Final.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void anAnswerThatSaysLaterInterruptsTheRun(int status) {
		this.blocks.answering("x", new ServiceResponse(status, "text/plain", new byte[0]), failing());
		assertThat(this.blocks.end(config(FakeBlocks.step("1", "x")), this.journal))
			.isInstanceOf(WorkflowEnd.Interrupted.class);
	}

	@Test
	void aStepThatMustNotBeRepeatedIsOnRecordBeforeAndAfterItsCall() {
		this.blocks.answeringOnce("save", SAVED, (response) -> StepResult.Continue.unchanged());
		this.blocks.end(config(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "save"), FakeBlocks.step("3", "a")),
				this.journal);
		assertThat(this.journal.told).containsExactly("ended 1", "begins 2", "done 2", "ended 3");
	}

	@Test
	void whatIsKeptAfterTheLastStepMakesTheWholeResult() {
		this.blocks.answeringOnce("save", SAVED, (response) -> StepResult.Continue.unchanged());
		WorkflowConfig config = config(FakeBlocks.step("1", "a"), FakeBlocks.step("2", "save"));
		WorkflowEnd whole = this.blocks.end(config, this.journal);
		this.blocks.requests().clear();
		WorkflowEnd resumed = this.blocks.end(
				new WorkflowRun(config, FakeBlocks.submitted(config), this.journal.kept, true, null),
				new FakeJournal());
		assertThat(this.blocks.requests()).isEmpty();
		assertThat(resumed.reply().body()).isEqualTo(whole.reply().body());
		assertThat(new String(resumed.reply().body())).contains("saved");
	}

	@Test
	void aStepOfUnknownEndHasNoEndOnRecord() {
		this.blocks.answeringOnce("save", SAVED, (response) -> StepResult.Continue.unchanged());
		this.blocks.failure = new BuildingBlockException("no answer", FailureKind.UNKNOWN_OUTCOME,
				FailureReason.UNREACHABLE, new Exception());
		WorkflowEnd end = this.blocks.end(config(FakeBlocks.step("1", "save")), this.journal);
		assertThat(end).isInstanceOf(WorkflowEnd.Unknown.class);
		assertThat(this.journal.told).containsExactly("begins 1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 504 })
	void aProxyThatGotNoAnswerLeavesTheEndOfASaveUnknown(int status) {
		this.blocks.answeringOnce("save", new ServiceResponse(status, "text/plain", new byte[0]), failing());
		assertThat(this.blocks.end(config(FakeBlocks.step("1", "save")), this.journal))
			.isInstanceOf(WorkflowEnd.Unknown.class);
	}

	@Test
	void aSaveThatWasCertainlyNotDoneMayBeTriedAgain() {
		this.blocks.answeringOnce("save", new ServiceResponse(503, "text/plain", new byte[0]), failing());
		assertThat(this.blocks.end(config(FakeBlocks.step("1", "save")), this.journal))
			.isInstanceOf(WorkflowEnd.Interrupted.class);
		assertThat(this.journal.told).containsExactly("begins 1", "failed 1");
	}

	@Test
	void aConfigMayHaveAnyStepNotRepeated() {
		StepConfig once = new StepConfig("1", "ingestion", "/path/a", Map.of(), Map.of(), true);
		this.blocks.end(config(once), this.journal);
		assertThat(this.journal.told).containsExactly("begins 1", "done 1");
	}

	@Test
	void aConfigMayHaveASaveRepeated() {
		this.blocks.answeringOnce("save", SAVED, (response) -> StepResult.Continue.unchanged());
		StepConfig often = new StepConfig("1", "ingestion", "/path/save", Map.of(), Map.of(), false);
		this.blocks.end(config(often), this.journal);
		assertThat(this.journal.told).containsExactly("ended 1");
	}

	@Test
	void understandsThatAnEarlierRunHadTakenEffectOnlyWhereThereMayHaveBeenOne() {
		this.blocks.answeringOnce("save", new ServiceResponse(500, "text/plain", new byte[0]), new ResponseUnpacker() {

			@Override
			public StepResult unpack(ServiceResponse response) {
				return new StepResult.Fail(500, "duplicate");
			}

			@Override
			public StepResult unpackRepeated(ServiceResponse response) {
				return new StepResult.Continue(null, "it was there");
			}

		});
		WorkflowConfig config = config(FakeBlocks.step("1", "save"));
		assertThat(this.blocks.end(config, this.journal).reply().status()).isEqualTo(500);
		assertThat(
				this.blocks.end(new WorkflowRun(config, FakeBlocks.submitted(config), null, true, null), this.journal)
					.reply()
					.status())
			.isEqualTo(200);
		assertThat(this.journal.ends.getLast().warning()).isEqualTo("it was there");
	}

	private WorkflowEnd.Interrupted interrupted(WorkflowConfig config, int step) {
		FakeBlocks failing = new FakeBlocks()
			.answering("a", "application/json", "{\"from\":\"a\"}",
					StepResult.Continue.with(JsonFragment.literal("{\"a\":1}")))
			.answering("b", new ServiceResponse(503, "text/plain", new byte[0]), failing());
		WorkflowEnd end = failing.end(config, new FakeJournal());
		assertThat(end).isInstanceOf(WorkflowEnd.Interrupted.class);
		assertThat(failing.requests()).hasSize(step);
		return (WorkflowEnd.Interrupted) end;
	}

	private static ResponseUnpacker failing() {
		return (response) -> new StepResult.Fail(response.status(), "failed");
	}

	private static WorkflowConfig config(StepConfig... steps) {
		return FakeBlocks.config(List.of(), true, steps);
	}

}

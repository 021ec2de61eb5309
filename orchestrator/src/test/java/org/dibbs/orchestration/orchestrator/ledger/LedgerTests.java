package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class LedgerTests {

	private final LedgerDatabase database = open();

	private final Ledger ledger = this.database.ledger;

	private final Events events = new Events();

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatIsWrittenInPiecesEqualsWhatIsWrittenAtOnce() {
		List<SubmissionEvent> all = List.of(this.events.accepted(), this.events.started(1),
				this.events.step(1, 1, StepOutcome.SUCCESS), this.events.step(1, 2, StepOutcome.WARNING),
				this.events.finished(1, "completed", 200));
		LedgerEntry expected = null;
		for (int i = 0; i < all.size(); i++) {
			expected = EventFold.fold(expected, all.get(i));
			assertThat(this.ledger.append(all.subList(i, i + 1), Map.of(0, new Move((i > 0) ? (long) i : null, i + 1))))
				.isTrue();
			assertThat(this.database.submissions.find(this.events.id.value())).isEqualTo(expected);
		}
		assertThat(this.ledger.offsets()).isEqualTo(Map.of(0, 5L));
		assertThat(this.database.steps.read(this.events.id.value())).extracting(LedgerStep::number, LedgerStep::outcome)
			.containsExactly(tuple(1, "success"), tuple(2, "warning"));
	}

	@Test
	void eventsThatAreThereAlreadyAreNotWrittenAgain() {
		List<SubmissionEvent> first = List.of(this.events.accepted());
		assertThat(this.ledger.append(first, Map.of(0, new Move(null, 1)))).isTrue();
		assertThat(this.ledger.append(List.of(this.events.started(1)), Map.of(0, new Move(null, 1)))).isFalse();
		assertThat(
				this.ledger.append(List.of(this.events.started(1)), Map.of(1, new Move(null, 1), 0, new Move(4L, 5))))
			.isFalse();
		assertThat(this.ledger.offsets()).isEqualTo(Map.of(0, 1L));
		LedgerEntry entry = this.database.submissions.find(this.events.id.value());
		assertThat(entry).isNotNull();
		assertThat(entry.status()).isEqualTo(SubmissionStatus.ACCEPTED);
	}

	@Test
	void aStepThatIsTriedAgainReplacesTheEarlierAttempt() {
		List<SubmissionEvent> attempts = List.of(this.events.step(2, 1, StepOutcome.SUCCESS),
				this.events.step(1, 1, StepOutcome.ERROR));
		this.ledger.append(List.of(this.events.step(1, 1, StepOutcome.ERROR)), Map.of(0, new Move(null, 1)));
		this.ledger.append(attempts, Map.of(0, new Move(1L, 3)));
		this.ledger.append(attempts.subList(1, 2), Map.of(0, new Move(3L, 4)));
		assertThat(this.database.steps.read(this.events.id.value()))
			.containsExactly(LedgerStep.of((SubmissionEvent.StepFinished) attempts.getFirst()));
	}

	@Test
	void theCountsFollowTheSubmissions() {
		Events other = new Events();
		this.ledger.append(List.of(this.events.accepted(), other.accepted(), this.events.started(1)),
				Map.of(0, new Move(null, 3)));
		assertThat(counts()).containsExactlyInAnyOrder("ACCEPTED//=1", "RUNNING/a.json/=1");
		this.ledger.append(List.of(other.started(1), other.finished(1, "step-failed", 503), this.events.dead(1)),
				Map.of(0, new Move(3L, 6)));
		assertThat(counts()).containsExactlyInAnyOrder("ACCEPTED//=0", "RUNNING/a.json/=0",
				"FAILED/a.json/step-failed=1", "DEAD/a.json/Not readable=1");
	}

	@Test
	void whatWaitsIsReadAsItWasWritten() {
		append(this.events.accepted(), this.events.started(1), this.events.begun(1, 1), this.events.kept(1, 1));
		append(this.events.retry(1, Events.checkpoint(2)));
		LedgerEntry entry = this.database.submissions.find(this.events.id.value());
		assertThat(entry).isNotNull();
		assertThat(entry.resumption()).isEqualTo(new LedgerEntry.Resumption(
				new LedgerEntry.NextAttempt(this.events.due(1), "step-failed"), Events.checkpoint(2), null, true));
		assertThat(counts()).contains("ACCEPTED/a.json/step-failed=1");
		assertThat(this.database.steps.read(this.events.id.value())).extracting(LedgerStep::warning)
			.containsExactly("A warning");
		append(this.events.begun(2, 2));
		assertThat(this.database.submissions.find(this.events.id.value()))
			.extracting((running) -> running.resumption().openStep())
			.isEqualTo(2);
	}

	@Test
	void anAttemptThatIsToComeIsDueUntilItHasBegun() {
		append(this.events.started(1), this.events.retry(1, Events.checkpoint(2)));
		assertThat(due()).containsExactly(
				new DueSubmission(this.events.id, 2, this.events.source, "a.json", 7, Events.checkpoint(2)));
		append(this.events.retry(1, null), this.events.accepted());
		assertThat(due()).extracting(DueSubmission::checkpoint).containsExactly(Events.checkpoint(2));
		append(this.events.started(2), this.events.retry(2, null));
		assertThat(due()).extracting(DueSubmission::attempt).containsExactly(3);
		append(this.events.finished(3, "completed", 200));
		assertThat(due()).isEmpty();
	}

	@Test
	void anAttemptWhoseRecordIsOnTheQueueDoesNotBecomeDueAgain() {
		append(this.events.started(1), this.events.retry(1, null));
		due().forEach(new DueTable(this.database.jdbc)::done);
		append(this.events.accepted(), this.events.retry(1, null), this.events.begun(1, 1));
		assertThat(due()).isEmpty();
	}

	@Test
	void aReplayIsDueWithWhatWasWantedAndNotedOnce() {
		append(this.events.started(1), this.events.finished(1, "step-failed", 503));
		append(this.events.replay(2, "b.json", null), this.events.replay(2, "c.json", null));
		assertThat(due())
			.containsExactly(new DueSubmission(this.events.id, 2, this.events.source, "b.json", null, null));
		append(this.events.started(2, "b.json"), this.events.finished(2, "step-failed", 503),
				this.events.replay(3, null, Events.checkpoint(4)));
		assertThat(due()).containsExactly(
				new DueSubmission(this.events.id, 3, this.events.source, "b.json", 7, Events.checkpoint(4)));
		assertThat(new ReplayTable(this.database.jdbc).read(this.events.id.value()))
			.extracting(LedgerReplay::attempt, LedgerReplay::by, LedgerReplay::config, LedgerReplay::fromStep)
			.containsExactly(tuple(2, "alice", "b.json", 1), tuple(3, "alice", null, 4));
		assertThat(counts()).contains("ACCEPTED/b.json/=1");
	}

	@Test
	void whatTellsOfABatchIsNoSubmission() {
		append(new SubmissionEvent.BatchAccepted(this.events.id, Events.START, Caller.DEFAULT_TENANT,
				SubmissionOrigin.PROCESS_MESSAGE, 2, this.events.source),
				new SubmissionEvent.BatchSplit(this.events.id, Events.START, 2));
		assertThat(this.database.rows("submission")).isZero();
		assertThat(this.ledger.offsets()).containsEntry(0, 2L);
	}

	private void append(SubmissionEvent... told) {
		Long from = this.ledger.offsets().get(0);
		assertThat(
				this.ledger.append(List.of(told), Map.of(0, new Move(from, ((from != null) ? from : 0) + told.length))))
			.isTrue();
	}

	private List<DueSubmission> due() {
		return new DueTable(this.database.jdbc).due(Events.START.plusSeconds(10_000), 10);
	}

	private List<String> counts() {
		return this.database.jdbc.queryForList(
				"SELECT status || '/' || config || '/' || reason || '=' || submissions FROM submission_count",
				String.class);
	}

}

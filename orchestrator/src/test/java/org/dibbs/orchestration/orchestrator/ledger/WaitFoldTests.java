package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.List;

import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.NextAttempt;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a submission that is run more than once. */
class WaitFoldTests {

	private final Events events = new Events();

	private final LedgerEntry failedOnce = fold(null, this.events.accepted(), this.events.started(1),
			this.events.step(1, 1, StepOutcome.ERROR));

	@Test
	void anAttemptThatIsToBeRepeatedWaitsWithItsReason() {
		LedgerEntry waiting = fold(this.failedOnce, this.events.retry(1, Events.checkpoint(1)));
		assertThat(waiting.status()).isEqualTo(SubmissionStatus.ACCEPTED);
		assertThat(waiting.stage()).isEqualTo(Stage.WAITING);
		assertThat(waiting.attempts()).isEqualTo(1);
		assertThat(waiting.reason()).isEqualTo("step-failed");
		assertThat(waiting.step()).isEqualTo("endpoint1");
		assertThat(waiting.ending()).isNull();
		assertThat(waiting.resumption()).isEqualTo(
				new Resumption(new NextAttempt(this.events.due(1), "step-failed"), Events.checkpoint(1), null, false));
	}

	@Test
	void anAttemptWhoseConfigCouldNotBeReadIsRepeatedWithTheCurrentVersion() {
		LedgerEntry waiting = fold(fold(null, this.events.accepted(), this.events.startedWithoutConfig(1)),
				this.events.retry(1, null));
		NextAttempt next = waiting.resumption().next();
		assertThat(next).isNotNull();
		assertThat(DueTable.Row.of(waiting, next, null)).satisfies((row) -> {
			assertThat(row.config()).isNull();
			assertThat(row.configVersion()).isNull();
		});
	}

	@Test
	void whatIsHeardLateOfAnAttemptThatHasEndedTakesNothingBack() {
		LedgerEntry waiting = fold(this.failedOnce, this.events.retry(1, Events.checkpoint(1)));
		for (SubmissionEvent late : List.of(this.events.accepted(), this.events.started(1),
				this.events.step(1, 1, StepOutcome.SUCCESS), this.events.kept(1, 3),
				this.events.retry(1, Events.checkpoint(2)))) {
			assertThat(fold(waiting, late)).as(late.toString()).isEqualTo(waiting);
		}
		assertThat(fold(waiting, this.events.begun(1, 1)).status()).isEqualTo(SubmissionStatus.ACCEPTED);
	}

	@Test
	void anEndOfTheAttemptCountsMoreThanThatItIsRepeated() {
		LedgerEntry ended = fold(this.failedOnce, this.events.retry(1, null),
				this.events.finished(1, "completed", 200));
		assertThat(ended.status()).isEqualTo(SubmissionStatus.SUCCEEDED);
		assertThat(ended.resumption().next()).isNull();
		assertThat(fold(ended, this.events.retry(1, null))).isEqualTo(ended);
		assertThat(fold(this.failedOnce, this.events.retry(1, null), this.events.dead(1)).status())
			.isEqualTo(SubmissionStatus.DEAD);
	}

	@Test
	void theNextAttemptEndsTheWaitingAndKeepsTheCheckpoint() {
		LedgerEntry running = fold(this.failedOnce, this.events.retry(1, Events.checkpoint(1)), this.events.started(2));
		assertThat(running.status()).isEqualTo(SubmissionStatus.RUNNING);
		assertThat(running.attempts()).isEqualTo(2);
		assertThat(running.reason()).isNull();
		assertThat(running.resumption()).isEqualTo(new Resumption(null, Events.checkpoint(1), null, false));
		assertThat(fold(running, this.events.retry(1, null))).isEqualTo(running);
		// The beginning may get lost, its steps are told all the same.
		assertThat(
				fold(this.failedOnce, this.events.retry(1, null), this.events.step(2, 1, StepOutcome.SUCCESS)).stage())
			.isEqualTo(Stage.RUNNING);
	}

	@Test
	void aRetryTakesTheCheckpointOfAnEarlierOneAway() {
		LedgerEntry waiting = fold(this.failedOnce, this.events.retry(1, Events.checkpoint(1)), this.events.started(2),
				this.events.retry(2, null));
		assertThat(waiting.resumption().checkpoint()).isNull();
		assertThat(waiting.attempts()).isEqualTo(2);
	}

	@Test
	void aStepThatMustNotBeRepeatedIsOpenUntilItHasEnded() {
		LedgerEntry open = fold(this.failedOnce, this.events.begun(1, 4));
		assertThat(open.resumption()).isEqualTo(new Resumption(null, null, 4, true));
		assertThat(fold(open, this.events.begun(1, 4))).isEqualTo(open);
		assertThat(fold(open, this.events.step(1, 3, StepOutcome.SUCCESS)).resumption().openStep()).isEqualTo(4);
		// As after a crash: the same attempt is begun once more.
		assertThat(fold(open, this.events.started(1)).resumption()).isEqualTo(open.resumption());
		LedgerEntry closed = fold(open, this.events.kept(1, 4));
		assertThat(closed.resumption()).isEqualTo(new Resumption(null, Events.checkpoint(5), null, true));
		assertThat(fold(closed, this.events.begun(1, 4)).resumption()).isEqualTo(closed.resumption());
		assertThat(fold(closed, this.events.begun(1, 5)).resumption().openStep()).isEqualTo(5);
	}

	@Test
	void howOftenAnAttemptWasBegunAgainIsCountedExceptWhereItWasHandedBack() {
		LedgerEntry again = fold(this.failedOnce, this.events.startedAgain(1, 1), this.events.startedAgain(1, 1),
				this.events.begun(1, 4), this.events.kept(1, 4), this.events.startedAgain(1, 2));
		assertThat(again.resumption().begunAgain()).isEqualTo(2);
		assertThat(fold(again, this.events.handedBack(1), this.events.startedAgain(1, 3)).resumption().begunAgain())
			.isEqualTo(2);
		assertThat(fold(again, this.events.handedBack(2))).isEqualTo(again);
		assertThat(fold(again, this.events.retry(1, null)).resumption().begunAgain()).isZero();
		assertThat(fold(again, this.events.retry(1, null), this.events.started(2)).resumption().begunAgain()).isZero();
		assertThat(fold(again, this.events.finished(1, "completed", 200), this.events.handedBack(1)).status())
			.isEqualTo(SubmissionStatus.SUCCEEDED);
	}

	@Test
	void anOlderCheckpointDoesNotReplaceALaterOne() {
		LedgerEntry later = fold(this.failedOnce, this.events.kept(1, 4));
		assertThat(fold(later, this.events.kept(1, 2)).resumption()).isEqualTo(later.resumption());
	}

	@Test
	void aLaterAttemptDoesNotInheritAnOpenStep() {
		LedgerEntry open = fold(this.failedOnce, this.events.begun(1, 4));
		assertThat(fold(open, this.events.started(2)).resumption()).isEqualTo(new Resumption(null, null, null, true));
		assertThat(fold(open, this.events.retry(1, null)).resumption().openStep()).isNull();
	}

	@Test
	void whatHasEndedCanBeAskedForOnceMore() {
		LedgerEntry replayed = fold(this.failedOnce, this.events.begun(1, 2), this.events.kept(1, 3),
				this.events.finished(1, "step-failed", 503), this.events.dead(1),
				this.events.replay(2, null, Events.checkpoint(7)));
		assertThat(replayed.status()).isEqualTo(SubmissionStatus.ACCEPTED);
		assertThat(replayed.stage()).isEqualTo(Stage.REPLAYED);
		assertThat(replayed.attempts()).isEqualTo(1);
		assertThat(replayed.reason()).isNull();
		assertThat(replayed.ending()).isNull();
		assertThat(replayed.times().finished()).isNull();
		assertThat(replayed.resumption())
			.isEqualTo(new Resumption(new NextAttempt(this.events.due(1), null), Events.checkpoint(7), null, true));
		for (SubmissionEvent late : List.of(this.events.started(1), this.events.step(1, 9, StepOutcome.ERROR),
				this.events.kept(1, 9), this.events.begun(1, 9), this.events.retry(1, null), this.events.dead(1),
				this.events.finished(1, "completed", 200), this.events.replay(2, "b.json", null),
				this.events.replay(1, null, null))) {
			assertThat(fold(replayed, late)).as(late.toString()).isEqualTo(replayed);
		}
		LedgerEntry again = fold(replayed, this.events.started(2, "b.json"));
		assertThat(again.status()).isEqualTo(SubmissionStatus.RUNNING);
		assertThat(again.request().config()).isEqualTo("b.json");
		assertThat(fold(again, this.events.replay(2, null, null))).isEqualTo(again);
	}

	@Test
	void aDeadLetterCountsForItsAttempt() {
		LedgerEntry waiting = fold(this.failedOnce, this.events.retry(1, null));
		LedgerEntry gone = fold(waiting, new SubmissionEvent.DeadLettered(this.events.id, this.events.due(1), 2,
				DeadReason.BODY_GONE.slug(), this.events.source, null));
		assertThat(gone.status()).isEqualTo(SubmissionStatus.DEAD);
		assertThat(gone.attempts()).isEqualTo(2);
		assertThat(gone.ending()).isEqualTo(new Ending(null, null, "body-gone", null));
		assertThat(gone.resumption().next()).isNull();
		LedgerEntry running = fold(waiting, this.events.started(2));
		assertThat(fold(running, this.events.dead(1))).isEqualTo(running);
	}

	@Test
	void aDeadLetterOfEarlierSoftwareIsPlacedByItsTime() {
		LedgerEntry running = fold(this.failedOnce, this.events.retry(1, null), this.events.started(2));
		assertThat(fold(running, dead(Events.START.plusSeconds(19)))).isEqualTo(running);
		assertThat(fold(running, dead(Events.START.plusSeconds(21))).status()).isEqualTo(SubmissionStatus.DEAD);
		LedgerEntry dead = fold(this.failedOnce, dead(Events.START.plusSeconds(21)));
		LedgerEntry replayed = fold(dead, this.events.replay(2, null, null));
		assertThat(replayed.stage()).isEqualTo(Stage.REPLAYED);
		assertThat(fold(replayed, dead(Events.START.plusSeconds(21)))).isEqualTo(replayed);
	}

	private SubmissionEvent dead(Instant at) {
		return new SubmissionEvent.DeadLettered(this.events.id, at, 0, "old", this.events.source, this.events.source);
	}

	@Test
	void aSubmissionKnowsItsBatchWhoeverTellsIt() {
		SubmissionId batch = SubmissionId.next();
		LedgerEntry accepted = fold(null, new SubmissionEvent.Accepted(this.events.id, Events.START,
				Caller.DEFAULT_TENANT, SubmissionOrigin.PROCESS_ZIP, this.events.source, batch));
		assertThat(accepted.request().batch()).isEqualTo(batch.value());
		assertThat(fold(accepted, this.events.started(1)).request().batch()).isEqualTo(batch.value());
		LedgerEntry started = fold(null, new SubmissionEvent.Started(this.events.id, Events.START,
				Caller.DEFAULT_TENANT, 1, Events.START, null, null, 0, this.events.source, null, batch));
		assertThat(fold(started, this.events.accepted()).request().batch()).isEqualTo(batch.value());
	}

	private static LedgerEntry fold(LedgerEntry entry, SubmissionEvent... events) {
		LedgerEntry known = entry;
		for (SubmissionEvent event : events) {
			known = EventFold.fold(known, event);
		}
		return known;
	}

}

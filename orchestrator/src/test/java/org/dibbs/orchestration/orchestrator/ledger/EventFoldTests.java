package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.List;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Times;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventFoldTests {

	private final Events events = new Events();

	@Test
	void aSubmissionPassesItsStates() {
		LedgerEntry accepted = fold(null, this.events.accepted());
		assertThat(accepted).isEqualTo(new LedgerEntry(this.events.id.value(), SubmissionStatus.ACCEPTED,
				new Request(Caller.DEFAULT_TENANT, "process-zip", null, null, null, this.events.source, null),
				new Times(Events.START, null, null, Events.START), 0, null, null, null, Resumption.NONE));
		LedgerEntry running = fold(accepted, this.events.started(1), this.events.step(1, 1, StepOutcome.SUCCESS));
		Request request = new Request(Caller.DEFAULT_TENANT, "process-zip", "ecr", "a.json", 7, this.events.source,
				null);
		Instant started = Events.START.plusSeconds(10);
		assertThat(running).isEqualTo(new LedgerEntry(this.events.id.value(), SubmissionStatus.RUNNING, request,
				new Times(Events.START, started, null, Events.START.plusSeconds(11)), 1, "endpoint1", Events.TRACE,
				null, Resumption.NONE));
		Instant finished = Events.START.plusSeconds(19);
		assertThat(fold(running, this.events.finished(1, "completed", 200)))
			.isEqualTo(new LedgerEntry(this.events.id.value(), SubmissionStatus.SUCCEEDED, request,
					new Times(Events.START, started, finished, finished), 1, "endpoint1", Events.TRACE,
					new Ending("completed", 200, null, new RecordPlace(Topics.RESULTS, 1, 1)), Resumption.NONE));
	}

	@Test
	void aFailureHasTheSlugOfItsProblemAsReason() {
		LedgerEntry failed = fold(null, this.events.started(1), this.events.finished(1, "step-failed", 503));
		assertThat(failed.status()).isEqualTo(SubmissionStatus.FAILED);
		assertThat(failed.ending())
			.isEqualTo(new Ending("step-failed", 503, "step-failed", new RecordPlace(Topics.RESULTS, 1, 1)));
	}

	@Test
	void whatHappenedCountsAndNotWhenItWasHeard() {
		List<SubmissionEvent> order = List.of(this.events.accepted(), this.events.started(1),
				this.events.step(1, 1, StepOutcome.SUCCESS), this.events.finished(1, "completed", 200));
		LedgerEntry expected = fold(null, order.toArray(SubmissionEvent[]::new));
		assertThat(fold(null, order.reversed().toArray(SubmissionEvent[]::new))).isEqualTo(expected);
		assertThat(fold(fold(null, order.get(1), order.get(0)), order.get(3), order.get(1), order.get(2), order.get(0)))
			.isEqualTo(expected);
	}

	@Test
	void anEventTwiceTellsNothingNew() {
		LedgerEntry entry = null;
		for (SubmissionEvent event : List.of(this.events.accepted(), this.events.started(1),
				this.events.step(1, 1, StepOutcome.ERROR), this.events.finished(1, "step-failed", 503),
				this.events.dead(1))) {
			entry = fold(entry, event);
			assertThat(fold(entry, event)).isEqualTo(entry);
		}
	}

	@Test
	void theFirstEndOfAnAttemptStays() {
		LedgerEntry first = fold(null, this.events.started(1), this.events.finished(1, "completed", 200));
		assertThat(fold(first, this.events.finished(1, "worker-error", 500))).isEqualTo(first);
	}

	@Test
	void aLaterAttemptTakesTheEndBack() {
		LedgerEntry again = fold(null, this.events.started(1), this.events.step(1, 1, StepOutcome.ERROR),
				this.events.finished(1, "step-failed", 503), this.events.started(2));
		assertThat(again.status()).isEqualTo(SubmissionStatus.RUNNING);
		assertThat(again.attempts()).isEqualTo(2);
		assertThat(again.step()).isNull();
		assertThat(again.ending()).isNull();
		assertThat(again.times().finished()).isNull();
		assertThat(fold(again, this.events.finished(1, "completed", 200))).isEqualTo(again);
		assertThat(fold(again, this.events.dead(1))).isEqualTo(again);
	}

	@Test
	void aDeadLetterKeepsTheAnswerAndTellsWhy() {
		Ending expected = new Ending("invalid-submission", 422, "Not readable", new RecordPlace(Topics.RESULTS, 1, 1));
		LedgerEntry answered = fold(null, this.events.finished(1, "invalid-submission", 422), this.events.dead(1));
		assertThat(answered.status()).isEqualTo(SubmissionStatus.DEAD);
		assertThat(answered.ending()).isEqualTo(expected);
		LedgerEntry dead = fold(null, this.events.dead(1));
		assertThat(dead.ending()).isEqualTo(new Ending(null, null, "Not readable", null));
		LedgerEntry other = fold(dead, this.events.finished(1, "invalid-submission", 422));
		assertThat(other.status()).isEqualTo(SubmissionStatus.DEAD);
		assertThat(other.ending()).isEqualTo(expected);
	}

	@Test
	void isDeadFromTheMomentItHasEnded() {
		SubmissionEvent.Finished failed = this.events.finished(1, "invalid-submission", 422);
		LedgerEntry ended = fold(null, this.events.started(1), new SubmissionEvent.Finished(failed.id(), failed.at(), 1,
				failed.outcome(), failed.status(), failed.result(), "not-a-submission"));
		assertThat(ended.status()).isEqualTo(SubmissionStatus.DEAD);
		assertThat(ended.reason()).isEqualTo("not-a-submission");
		SubmissionEvent dead = this.events.dead(1);
		RecordPlace letter = new RecordPlace("dibbs-dead-letters", 1, 2);
		LedgerEntry kept = fold(ended, new SubmissionEvent.DeadLettered(dead.id(), dead.at(), 1, "not-a-submission",
				Objects.requireNonNull(ended.request().source()), letter));
		assertThat(kept.request().source()).isEqualTo(letter);
		assertThat(kept.ending()).isEqualTo(ended.ending());
	}

	@Test
	void whatNoColumnTakesIsMadeToFit() {
		LedgerEntry dead = fold(null, new SubmissionEvent.DeadLettered(this.events.id, Instant.MAX, 1,
				"\0" + "x".repeat(398) + "\uD83D\uDE00", this.events.source, this.events.source));
		assertThat(dead.ending()).isNotNull();
		assertThat(dead.ending().reason()).isEqualTo(" " + "x".repeat(398));
		assertThat(dead.times().updated()).isBefore(Instant.parse("9999-12-31T00:00:00Z"));
	}

	private static LedgerEntry fold(LedgerEntry entry, SubmissionEvent... events) {
		LedgerEntry known = entry;
		for (SubmissionEvent event : events) {
			known = EventFold.fold(known, event);
		}
		return known;
	}

}

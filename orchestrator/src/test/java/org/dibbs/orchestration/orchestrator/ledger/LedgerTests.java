package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
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

	private List<String> counts() {
		return this.database.jdbc.queryForList(
				"SELECT status || '/' || config || '/' || reason || '=' || submissions FROM submission_count",
				String.class);
	}

}

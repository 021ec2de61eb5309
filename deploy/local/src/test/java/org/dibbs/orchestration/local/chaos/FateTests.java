package org.dibbs.orchestration.local.chaos;

import java.time.Instant;

import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FateTests {

	private static final SubmissionId ID = SubmissionId.next();

	private static final Instant NOW = Instant.EPOCH;

	private static final RecordPlace PLACE = new RecordPlace(Topics.SUBMISSIONS, 0, 0);

	@Test
	void followsASubmissionToItsEnd() {
		assertThat(after(accepted()).status()).isEqualTo("ACCEPTED");
		assertThat(after(accepted(), started(1)).status()).isEqualTo("RUNNING");
		assertThat(after(accepted(), started(1), finished(1, ExchangeHeaders.COMPLETED)).status())
			.isEqualTo("SUCCEEDED");
		assertThat(after(started(1), finished(1, "step-failed"))).extracting(Fate::status, Fate::reason)
			.containsExactly("FAILED", "step-failed");
	}

	@Test
	void hasNotEndedWhereAnotherAttemptWillCome() {
		Fate fate = after(started(1), new SubmissionEvent.RetryScheduled(ID, NOW, 1, "step-failed", NOW, null));
		assertThat(fate.isEnded()).isFalse();
		assertThat(fate.status()).isEqualTo("ACCEPTED");
	}

	@Test
	void isDeadAlsoWhereAResultWasWrittenBefore() {
		assertThat(after(started(2), finished(2, "step-failed"), dead(2)).isDead()).isTrue();
		assertThat(after(started(2), dead(2), finished(2, "step-failed")).isDead()).isTrue();
	}

	@Test
	void doesNotGoBackWhereEventsComeTwiceOrLate() {
		assertThat(after(started(1), finished(1, ExchangeHeaders.COMPLETED), accepted(), started(1)).status())
			.isEqualTo("SUCCEEDED");
		assertThat(after(started(2), finished(1, "step-failed")).status()).isEqualTo("RUNNING");
	}

	@Test
	void tellsNothingOfABatch() {
		assertThat(Fate.after(null, new SubmissionEvent.BatchSplit(ID, NOW, 3))).isNull();
	}

	private static Fate after(SubmissionEvent... events) {
		Fate fate = null;
		for (SubmissionEvent event : events) {
			fate = Fate.after(fate, event);
		}
		return fate;
	}

	private static SubmissionEvent accepted() {
		return new SubmissionEvent.Accepted(ID, NOW, Caller.DEFAULT_TENANT, SubmissionOrigin.PROCESS_MESSAGE, PLACE);
	}

	private static SubmissionEvent started(int attempt) {
		return new SubmissionEvent.Started(ID, NOW, Caller.DEFAULT_TENANT, attempt, NOW, null, null, 0, PLACE, null);
	}

	private static SubmissionEvent finished(int attempt, String outcome) {
		return new SubmissionEvent.Finished(ID, NOW, attempt, outcome, 200, PLACE, null);
	}

	private static SubmissionEvent dead(int attempt) {
		return new SubmissionEvent.DeadLettered(ID, NOW, attempt, "attempts-used-up", PLACE, PLACE);
	}

}

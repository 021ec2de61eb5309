package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqlDueSubmissionsTests {

	private static final Duration CLAIM = Duration.ofSeconds(60);

	private final LedgerDatabase database = open();

	private final DueSubmissions due = new SqlDueSubmissions(this.database.jdbc);

	private final Instant now = new Events().due(1);

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void nothingIsTakenBeforeItsTime() {
		fill(1);
		assertThat(this.due.isAnyDue(this.now.minusMillis(1))).isFalse();
		assertThat(claim(this.now.minusMillis(1))).isEmpty();
		assertThat(this.due.isAnyDue(this.now)).isTrue();
		assertThat(claim(this.now)).hasSize(1);
	}

	@Test
	void whatIsTakenIsNobodyElsesUntilItsTimeIsOver() {
		fill(1);
		assertThat(claim(this.now)).hasSize(1);
		assertThat(this.due.isAnyDue(this.now)).isFalse();
		assertThat(claim(this.now.plus(CLAIM))).isEmpty();
		assertThat(claim(this.now.plus(CLAIM).plusMillis(1))).hasSize(1);
	}

	@Test
	void whatIsGivenBackCanBeTakenAndWhatIsDoneIsGone() {
		fill(1);
		DueSubmission taken = claim(this.now).getFirst();
		this.due.release(taken);
		assertThat(claim(this.now)).containsExactly(taken);
		DueSubmission later = new DueSubmission(taken.id(), taken.attempt() + 1, taken.source(), null, null, null);
		this.due.done(later);
		assertThat(this.database.rows("submission_due")).isEqualTo(1);
		this.due.done(taken);
		assertThat(this.database.rows("submission_due")).isZero();
	}

	@Test
	void ofSeveralWorkersEachTakesOthers() throws Exception {
		fill(200);
		try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
			Callable<List<DueSubmission>> takesAll = () -> {
				List<DueSubmission> all = new ArrayList<>();
				while (this.due.isAnyDue(this.now)) {
					all.addAll(claim(this.now));
				}
				return all;
			};
			List<DueSubmission> taken = new ArrayList<>();
			for (Future<List<DueSubmission>> each : workers.invokeAll(List.of(takesAll, takesAll, takesAll))) {
				taken.addAll(each.get());
			}
			assertThat(taken).hasSize(200).doesNotHaveDuplicates();
		}
	}

	@Test
	void aRetryHasTheVeryConfigOfTheAttemptBefore() {
		fill(1);
		DueSubmission retry = claim(this.now).getFirst();
		assertThat(retry.config()).isEqualTo("a.json");
		assertThat(retry.configVersion()).isEqualTo(7);
	}

	@Test
	void aRetryOfWhatFoundNoConfigLooksForTheCurrentOne() {
		Events events = new Events();
		List<SubmissionEvent> told = List.of(events.started(1, null), events.retry(1, null));
		this.database.ledger.append(told, Map.of(0, new Move(null, 2)));
		DueSubmission retry = claim(this.now).getFirst();
		assertThat(retry.config()).isNull();
		assertThat(retry.configVersion()).isNull();
	}

	@Test
	void aDatabaseThatIsAwayIsToldAsSuch() {
		this.database.jdbc.execute("ALTER TABLE submission_due RENAME TO away");
		assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> this.due.isAnyDue(this.now));
		assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> claim(this.now));
	}

	private List<DueSubmission> claim(Instant time) {
		return this.due.claim(time, time.plus(CLAIM), 16);
	}

	private void fill(int submissions) {
		List<SubmissionEvent> told = new ArrayList<>();
		for (int i = 0; i < submissions; i++) {
			Events events = new Events();
			told.addAll(List.of(events.started(1), events.retry(1, null)));
		}
		this.database.ledger.append(told, Map.of(0, new Move(null, told.size())));
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchTests {

	private static final Instant START = Events.START;

	private final LedgerDatabase database = open();

	private final BatchTable batches = new BatchTable(this.database.jdbc);

	private final SubmissionId id = SubmissionId.next();

	private final RecordPlace source = new RecordPlace(Topics.SUBMISSIONS, 3, 14);

	private long written;

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aBatchIsNoSubmission() {
		write(accepted(), split());
		assertThat(this.database.submissions.find(this.id.value())).isNull();
		assertThat(this.database.rows("submission")).isZero();
		assertThat(this.batches.find(this.id.value())).isEqualTo(
				new LedgerBatch(this.id.value(), 3, START, START.plusSeconds(1), Caller.DEFAULT_TENANT, this.source));
	}

	@Test
	void inWhateverOrderAndHoweverOftenItIsToldItIsTheSame() {
		List<SubmissionEvent> told = new ArrayList<>(List.of(accepted(), accepted(), split(),
				new SubmissionEvent.BatchSplit(this.id, START.plusSeconds(9), 3)));
		LedgerBatch expected = new LedgerBatch(this.id.value(), 3, START, START.plusSeconds(1), Caller.DEFAULT_TENANT,
				this.source);
		for (int seed = 0; seed < 24; seed++) {
			Collections.shuffle(told, new Random(seed));
			this.database.jdbc.update("DELETE FROM submission_batch");
			told.forEach(this::write);
			assertThat(this.batches.find(this.id.value())).isEqualTo(expected);
			write(told.toArray(SubmissionEvent[]::new));
			assertThat(this.batches.find(this.id.value())).isEqualTo(expected);
		}
	}

	@Test
	void aMessageThatIsNoSubmissionYetIsAccepted() {
		write(accepted());
		assertThat(standing().byStatus()).containsEntry(SubmissionStatus.ACCEPTED, 3L);
		assertThat(standing().isFinished()).isFalse();
		assertThat(this.batches.standing(UUID.randomUUID(), Caller.OPEN)).isNull();
	}

	@Test
	void countsWhatHasBecomeOfItsMessagesAndOfNoOthers() {
		Events first = child(1);
		Events second = child(2);
		Events other = new Events();
		write(accepted(), split(), acceptedChild(first), acceptedChild(second), first.started(1),
				first.finished(1, "completed", 200), second.started(1), other.accepted(), other.started(1),
				other.finished(1, "completed", 200));
		assertThat(standing().byStatus()).isEqualTo(Map.of(SubmissionStatus.ACCEPTED, 1L, SubmissionStatus.RUNNING, 1L,
				SubmissionStatus.SUCCEEDED, 1L, SubmissionStatus.FAILED, 0L, SubmissionStatus.DEAD, 0L));
		assertThat(standing().isFinished()).isFalse();
		Events third = child(3);
		write(second.finished(1, "step-failed", 503), acceptedChild(third), third.dead(1));
		assertThat(standing().byStatus()).isEqualTo(Map.of(SubmissionStatus.ACCEPTED, 0L, SubmissionStatus.RUNNING, 0L,
				SubmissionStatus.SUCCEEDED, 1L, SubmissionStatus.FAILED, 1L, SubmissionStatus.DEAD, 1L));
		assertThat(standing().isFinished()).isTrue();
	}

	@Test
	void oldBatchesAreDeleted() {
		SubmissionId later = SubmissionId.next();
		write(accepted(), new SubmissionEvent.BatchAccepted(later, START.plusSeconds(60), Caller.DEFAULT_TENANT,
				SubmissionOrigin.BATCH, 1, this.source));
		Clock clock = Clock.fixed(START.plus(Duration.ofDays(1)).plusSeconds(30), ZoneOffset.UTC);
		new LedgerPurge(this.database.jdbc, LedgerDatabase.transactions(this.database.jdbc.getDataSource()),
				TestProperties.defaults(), clock)
			.purge();
		assertThat(this.batches.find(this.id.value())).isNull();
		assertThat(this.batches.find(later.value())).isNotNull();
	}

	private BatchStanding standing() {
		@Nullable BatchStanding standing = this.batches.standing(this.id.value(), Caller.OPEN);
		assertThat(standing).isNotNull();
		return standing;
	}

	private SubmissionEvent accepted() {
		return new SubmissionEvent.BatchAccepted(this.id, START, Caller.DEFAULT_TENANT, SubmissionOrigin.BATCH, 3,
				this.source);
	}

	private SubmissionEvent split() {
		return new SubmissionEvent.BatchSplit(this.id, START.plusSeconds(1), 3);
	}

	private Events child(int number) {
		return new Events(SubmissionId.ofBatch(this.id, number), START);
	}

	private SubmissionEvent acceptedChild(Events child) {
		return new SubmissionEvent.Accepted(child.id, START, Caller.DEFAULT_TENANT, SubmissionOrigin.BATCH,
				child.source, this.id);
	}

	private void write(SubmissionEvent... told) {
		Long from = (this.written > 0) ? Long.valueOf(this.written) : null;
		this.written += told.length;
		assertThat(this.database.ledger.append(List.of(told), Map.of(0, new Move(from, this.written)))).isTrue();
	}

}

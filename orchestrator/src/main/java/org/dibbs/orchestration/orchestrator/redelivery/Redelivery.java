package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.archive.RecordArchive;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmission;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmissions;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts attempts that are due on the queue. A worker that dies between writing a record
 * and saying so leaves it to another one to write it once more; a second record of an
 * attempt is not run. Nothing is taken while the ledger lags behind, since what it then
 * thinks is due may have run long ago. For one thread.
 */
final class Redelivery {

	private static final Logger logger = LoggerFactory.getLogger(Redelivery.class);

	/** Some seconds' work at the most. */
	private static final int BATCH = 16;

	private static final Duration CLAIM = Duration.ofSeconds(60);

	private final DueSubmissions due;

	private final CatchUp ledger;

	private final RecordArchive archive;

	private final RecordSender sender;

	private final EventPublisher events;

	private final RedeliveryMetrics metrics;

	private final Duration catchUpLimit;

	private final Clock clock;

	Redelivery(DueSubmissions due, CatchUp ledger, RecordArchive archive, RecordSender sender, EventPublisher events,
			RedeliveryMetrics metrics, Duration catchUpLimit, Clock clock) {
		this.due = due;
		this.ledger = ledger;
		this.archive = archive;
		this.sender = sender;
		this.events = events;
		this.metrics = metrics;
		this.catchUpLimit = catchUpLimit;
		this.clock = clock;
	}

	/**
	 * Puts some on the queue.
	 * @return whether there may be more
	 * @throws ArchiveException if the first records cannot be read now
	 * @throws LedgerUnavailableException if the database or Kafka does not answer
	 * @throws InterruptedException if the worker stops
	 */
	boolean turn() throws ArchiveException, InterruptedException {
		if (!this.due.isAnyDue(this.clock.instant()) || !this.ledger.await(this.catchUpLimit)) {
			return false;
		}
		Instant now = this.clock.instant();
		Deque<DueSubmission> claimed = new ArrayDeque<>(this.due.claim(now, now.plus(CLAIM), BATCH));
		boolean more = claimed.size() == BATCH;
		try {
			while (!claimed.isEmpty()) {
				DueSubmission next = claimed.getFirst();
				enqueue(next);
				this.due.done(next);
				claimed.removeFirst();
			}
		}
		catch (ArchiveException | RuntimeException ex) {
			// The one that cannot be read stays claimed for a while, or it would always
			// be
			// the first again.
			claimed.removeFirst();
			claimed.forEach(this.due::release);
			throw ex;
		}
		catch (InterruptedException ex) {
			claimed.forEach(this.due::release);
			throw ex;
		}
		return more;
	}

	private void enqueue(DueSubmission next) throws ArchiveException, InterruptedException {
		ConsumerRecord<String, byte[]> original = original(next.source());
		if (original == null || !ExchangeCodec.submissionId(original).equals(next.id())) {
			giveUp(next, DeadReason.BODY_GONE);
			return;
		}
		try {
			this.sender.send(AttemptRecord.of(original, next));
			logger.atInfo()
				.addKeyValue(LogFields.SUBMISSION_ID, next.id())
				.addKeyValue(LogFields.ATTEMPT, next.attempt())
				.log("Submission {} is on the queue for attempt {}", next.id(), next.attempt());
		}
		catch (RecordTooLargeException ex) {
			giveUp(next, DeadReason.WORKER_DEFECT);
		}
	}

	// A Kafka client's record may have another key than its id, or none. A dead letter
	// that would have been too large points at what it was.
	private @Nullable ConsumerRecord<String, byte[]> original(RecordPlace source)
			throws ArchiveException, InterruptedException {
		ConsumerRecord<String, byte[]> record = this.archive.read(source, null);
		if (record == null || record.value() != null || !record.topic().equals(Topics.DEAD_LETTERS)) {
			return record;
		}
		RecordPlace first = RecordPlace
			.parse(ExchangeHeaders.get(record.headers(), ExchangeHeaders.DEAD_LETTER_SOURCE));
		return (first != null) ? this.archive.read(first, null) : record;
	}

	private void giveUp(DueSubmission next, DeadReason reason) throws InterruptedException {
		this.events.insist(new SubmissionEvent.DeadLettered(next.id(), this.clock.instant(), next.attempt(),
				reason.slug(), next.source(), null));
		this.metrics.dead(reason);
		logger.atWarn()
			.addKeyValue(LogFields.SUBMISSION_ID, next.id())
			.addKeyValue(LogFields.ATTEMPT, next.attempt())
			.addKeyValue(LogFields.OUTCOME, reason.slug())
			.log("Submission {} is given up before attempt {}: {}", next.id(), next.attempt(), reason.slug());
	}

}

package org.dibbs.orchestration.orchestrator.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.BatchCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionBatch;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Puts each message of a batch on the queue as a submission of its own. Their ids follow
 * from that of the batch, so a batch that is split once more, since its worker died,
 * makes no further submissions, only records that count once. Called by many virtual
 * threads at once.
 */
@Component
public class BatchSplitter {

	private static final Logger logger = LoggerFactory.getLogger(BatchSplitter.class);

	/** What is sent at once: the copies of all messages would take as much again. */
	private static final int PORTION_BYTES = 2 * 1024 * 1024;

	private static final int PORTION_RECORDS = 500;

	private final RecordSender sender;

	private final EventPublisher events;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Creates the splitter.
	 * @param sender writes the submissions
	 * @param events where events go
	 */
	public BatchSplitter(RecordSender sender, EventPublisher events) {
		this.sender = sender;
		this.events = events;
	}

	/**
	 * Whether a record is to be split and not to be worked on.
	 * @param record a record of the submissions topic
	 * @return true where it is a whole batch, or says that it is
	 */
	public boolean isBatch(ConsumerRecord<String, byte[]> record) {
		return BatchCodec.isBatch(record);
	}

	/**
	 * Splits a batch, and returns when all its messages are on the queue and the ledger
	 * was told.
	 * @param record a record that {@link #isBatch}
	 * @return what is wrong with the batch, of which nothing was put on the queue then;
	 * null where it was split
	 * @throws InterruptedException if the worker shuts down before; some messages may be
	 * on the queue
	 */
	public @Nullable Problem split(ConsumerRecord<String, byte[]> record) throws InterruptedException {
		SubmissionBatch batch;
		try {
			batch = BatchCodec.batch(record);
		}
		catch (ProblemException ex) {
			return ex.problem();
		}
		int messages = batch.documents().messages();
		// The front door tells this, too, where there is one and it did not die.
		this.events.insist(new SubmissionEvent.BatchAccepted(batch.id(), batch.acceptedAt(), batch.tenant(),
				SubmissionOrigin.BATCH, messages,
				new RecordPlace(record.topic(), record.partition(), record.offset())));
		send(batch);
		this.events
			.insist(new SubmissionEvent.BatchSplit(batch.id(), Instant.ofEpochMilli(this.clock.millis()), messages));
		logger.atInfo()
			.addKeyValue(LogFields.BATCH_ID, batch.id())
			.log("Batch {} was split into {} submissions", batch.id(), messages);
		return null;
	}

	private void send(SubmissionBatch batch) throws InterruptedException {
		List<ProducerRecord<String, byte[]>> portion = new ArrayList<>();
		int sent = 0;
		int bytes = 0;
		for (JsonFragment document : batch.documents()) {
			portion.add(BatchCodec.record(batch, sent + portion.size() + 1, document));
			bytes += document.length();
			if (bytes >= PORTION_BYTES || portion.size() == PORTION_RECORDS) {
				sent += send(batch, portion, sent);
				portion.clear();
				bytes = 0;
			}
		}
		send(batch, portion, sent);
	}

	private int send(SubmissionBatch batch, List<ProducerRecord<String, byte[]>> portion, int before)
			throws InterruptedException {
		List<SubmissionEvent> accepted = new ArrayList<>();
		for (RecordPlace place : this.sender.sendAll(portion)) {
			SubmissionId id = SubmissionId.ofBatch(batch.id(), before + accepted.size() + 1);
			accepted.add(new SubmissionEvent.Accepted(id, batch.acceptedAt(), batch.tenant(), SubmissionOrigin.BATCH,
					place, batch.id()));
		}
		this.events.insist(accepted);
		return portion.size();
	}

}

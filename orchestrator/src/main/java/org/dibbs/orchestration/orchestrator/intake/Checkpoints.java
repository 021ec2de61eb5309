package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.archive.RecordArchive;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states of runs in Kafka, and finds them again. For use by many threads.
 */
final class Checkpoints {

	private static final Logger logger = LoggerFactory.getLogger(Checkpoints.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final RecordSender sender;

	private final RecordArchive archive;

	Checkpoints(RecordSender sender, RecordArchive archive) {
		this.sender = sender;
		this.archive = archive;
	}

	/**
	 * Keeps a state and waits until the broker has it.
	 * @param id the submission
	 * @param state the state, or null
	 * @return where it is kept; null where there is none, or it is larger than a record
	 * may be
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	@Nullable Checkpoint keep(SubmissionId id, @Nullable KeptState state) throws InterruptedException {
		if (state == null) {
			return null;
		}
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.CHECKPOINTS, id.toString(),
				state.document().bytes());
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		try {
			return new Checkpoint(this.sender.send(record), state.nextStep());
		}
		catch (RecordTooLargeException ex) {
			logger.warn("The state of submission {} before step {} is larger than a record may be ({} bytes); a later "
					+ "attempt begins with the first step", id, state.nextStep(), state.document().length());
			return null;
		}
	}

	/**
	 * Finds a state. Waits as long as Kafka does not answer.
	 * @param id the submission
	 * @param checkpoint where it is kept, as a header says that anybody may have written
	 * @return the state, or null where it is not there any more, or cannot be
	 * @throws InterruptedException if the worker shuts down
	 */
	@Nullable KeptState find(SubmissionId id, Checkpoint checkpoint) throws InterruptedException {
		// Of a partition that is not there nobody ever gets an answer.
		if (!checkpoint.place().topic().equals(Topics.CHECKPOINTS)
				|| checkpoint.place().partition() >= this.sender.partitions(Topics.CHECKPOINTS)) {
			return null;
		}
		while (true) {
			try {
				ConsumerRecord<String, byte[]> record = this.archive.read(checkpoint.place(), id.toString());
				if (record != null && ExchangeHeaders.isEncrypted(record.headers())) {
					logger.warn("The state of submission {} at {} cannot be decrypted", id, checkpoint.place());
					return null;
				}
				return (record != null) ? new KeptState(checkpoint.nextStep(), JsonFragment.of(record.value())) : null;
			}
			catch (ArchiveException ex) {
				logger.warn("The state of submission {} cannot be read: {}; it is tried again in {}", id,
						ex.getMessage(), PAUSE);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
			if (Thread.interrupted()) {
				throw new InterruptedException("interrupted while a checkpoint was looked for");
			}
		}
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.archive.RecordArchive;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;

/**
 * Reads stored results where they lie in Kafka. Thread safe.
 */
final class ResultReader {

	private final RecordArchive archive;

	ResultReader(RecordArchive archive) {
		this.archive = archive;
	}

	/**
	 * Reads a result.
	 * @param id the submission
	 * @param place where its result lies
	 * @return the result
	 * @throws ProblemException if it is not there any more, or cannot be read now
	 */
	WorkflowReply read(UUID id, RecordPlace place) {
		try {
			ConsumerRecord<String, byte[]> record = this.archive.read(place, id.toString());
			if (record != null && ExchangeHeaders.isEncrypted(record.headers())) {
				throw new ProblemException(ProblemKind.WORKER_ERROR,
						"Orchestration service error: the result is encrypted with a key that the worker does not have.");
			}
			WorkflowReply reply = (record != null) ? ExchangeCodec.reply(record) : null;
			if (reply == null) {
				throw new ProblemException(ProblemKind.RESULT_GONE,
						"The result is not in " + place + " any more; results are deleted after their retention.");
			}
			return reply;
		}
		catch (ArchiveException ex) {
			if (ex.isBusy()) {
				throw new ProblemException(ProblemKind.TOO_MANY,
						"Too many results are being read; try again in some seconds.");
			}
			throw unavailable(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable(ex);
		}
	}

	private static ProblemException unavailable(Exception cause) {
		ProblemException problem = new ProblemException(ProblemKind.LEDGER_UNAVAILABLE,
				"The result cannot be read from Kafka now; try again in some seconds.");
		problem.initCause(cause);
		return problem;
	}

}

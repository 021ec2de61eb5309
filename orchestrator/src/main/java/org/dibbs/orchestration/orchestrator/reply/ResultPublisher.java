package org.dibbs.orchestration.orchestrator.reply;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.AttemptEnd;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Publishes how a submission ended; one record is at once the reply to the caller and the
 * stored result.
 */
@Component
public class ResultPublisher {

	private final RecordSender sender;

	/**
	 * Creates the publisher.
	 * @param sender writes the records
	 */
	public ResultPublisher(RecordSender sender) {
		this.sender = sender;
	}

	/**
	 * Publishes a result and waits until the broker has it.
	 * @param id the submission's id
	 * @param partition where its sender waits; null, or a number that is no partition of
	 * the results, where nobody does
	 * @param reply how it ended
	 * @param end what else there is to say of the end
	 * @return what was published, and where: another reply where the broker would never
	 * have taken this one
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	public Published publish(SubmissionId id, @Nullable Integer partition, WorkflowReply reply, AttemptEnd end)
			throws InterruptedException {
		Integer known = (partition != null && partition < this.sender.partitions(Topics.RESULTS)) ? partition : null;
		try {
			return new Published(reply, this.sender.send(end.on(ExchangeCodec.record(id, known, reply))));
		}
		catch (RecordTooLargeException ex) {
			WorkflowReply tooLarge = WorkflowReply.Failed.of(Problem.of(ProblemKind.WORKER_ERROR,
					"Orchestration service error: the result of " + reply.body().length
							+ " bytes is larger than a record may be (" + Topics.MAX_RECORD_BYTES
							+ " bytes); use a config with fewer outputs"));
			return new Published(tooLarge, this.sender.send(end.on(ExchangeCodec.record(id, known, tooLarge))));
		}
	}

	/**
	 * A result that is stored.
	 *
	 * @param reply the reply
	 * @param place where its record lies
	 */
	public record Published(WorkflowReply reply, RecordPlace place) {

	}

}

package org.dibbs.orchestration.orchestrator.reply;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.ProgressCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells those who watch a submission how far it has come. Steps may get lost while the
 * broker is away, and hold up nothing; the end is told whatever happens, and last.
 */
@Component
public class ProgressPublisher {

	/** What a record needs besides the answer of a building block, and more. */
	private static final int ENVELOPE_BYTES = 64 * 1024;

	private final RecordSender sender;

	/**
	 * Creates the publisher.
	 * @param sender writes the records
	 */
	public ProgressPublisher(RecordSender sender) {
		this.sender = sender;
	}

	/**
	 * Where a submission is really watched.
	 * @param partition where its sender says so; null where it says nothing
	 * @return the partition, or null where nobody can be watching
	 * @throws InterruptedException if the worker shuts down
	 */
	public @Nullable Integer watched(@Nullable Integer partition) throws InterruptedException {
		return (partition != null && partition < this.sender.partitions(Topics.PROGRESS)) ? partition : null;
	}

	/**
	 * Tells that a step has ended, without waiting for the broker.
	 * @param id the submission's id
	 * @param partition where it is watched
	 * @param step the step
	 */
	public void stepEnded(SubmissionId id, int partition, SubmissionProgress.Step step) {
		this.sender.offer(ProgressCodec.record(id, partition, fitting(step)));
	}

	/**
	 * Tells that a submission has ended, and waits until the broker has it.
	 * @param id the submission's id
	 * @param partition where it is watched
	 * @param reply how it ended
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	public void ended(SubmissionId id, int partition, WorkflowReply reply) throws InterruptedException {
		try {
			send(id, partition, reply);
		}
		catch (RecordTooLargeException ex) {
			// Only where the topics have different limits, as the result was taken.
			send(id, partition,
					WorkflowReply.Failed.of(Problem.of(ProblemKind.WORKER_ERROR,
							"Orchestration service error: the result of " + reply.body().length + " bytes is stored in "
									+ Topics.RESULTS + ", but is larger than a record in " + Topics.PROGRESS
									+ " may be")));
		}
	}

	private void send(SubmissionId id, int partition, WorkflowReply reply) throws InterruptedException {
		this.sender.send(ProgressCodec.record(id, partition, new SubmissionProgress.End(reply)));
	}

	private static SubmissionProgress.Step fitting(SubmissionProgress.Step step) {
		int length = step.response().length();
		if (length <= Topics.MAX_RECORD_BYTES - ENVELOPE_BYTES) {
			return step;
		}
		return new SubmissionProgress.Step(step.number(), step.endpoint(), step.success(), step.status(), JsonFragment
			.string("The answer has " + length + " bytes, which is more than can be shown while the workflow runs."));
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.batch.BatchSplitter;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.ConfigsUnavailableException;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowMetrics;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRunner;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Works on one record from beginning to end: decodes it, runs its workflow, publishes the
 * result. Every record ends with a result, whatever is in it. Called by many virtual
 * threads at once.
 */
@Component
class SubmissionProcessor {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionProcessor.class);

	private static final int LONGEST_NAME = 255;

	private final ConfigRegistry configs;

	private final WorkflowRunner workflows;

	private final WorkflowMetrics metrics;

	private final ResultPublisher results;

	private final ProgressPublisher progress;

	private final EventPublisher events;

	private final DeadLetters deadLetters;

	private final BatchSplitter batches;

	private final Clock clock = Clock.systemUTC();

	SubmissionProcessor(ConfigRegistry configs, WorkflowRunner workflows, WorkflowMetrics metrics,
			ResultPublisher results, ProgressPublisher progress, EventPublisher events, DeadLetters deadLetters,
			BatchSplitter batches) {
		this.configs = configs;
		this.workflows = workflows;
		this.metrics = metrics;
		this.results = results;
		this.progress = progress;
		this.events = events;
		this.deadLetters = deadLetters;
		this.batches = batches;
	}

	/**
	 * Works on a record and returns when its result is stored.
	 * @param record a record of the submissions topic
	 * @throws InterruptedException if the worker shuts down before the result was stored
	 */
	void process(ConsumerRecord<String, byte[]> record) throws InterruptedException {
		Attempt attempt = new Attempt(record, this.events, this.progress, this.clock);
		try {
			work(attempt, record);
		}
		catch (RuntimeException | Error ex) {
			// Whatever it is, it must not keep what is behind it from being committed.
			giveUp(attempt, record, ex);
		}
	}

	private void work(Attempt attempt, ConsumerRecord<String, byte[]> record) throws InterruptedException {
		if (this.batches.isBatch(record)) {
			Problem problem = this.batches.split(record);
			if (problem != null) {
				bury(attempt, record, "the record is no batch; its result says why", WorkflowReply.Failed.of(problem));
			}
			return;
		}
		switch (ExchangeCodec.decode(record)) {
			case Decoding.Valid valid -> process(attempt, record, ExchangeCodec.submission(record, valid.request()));
			case Decoding.Invalid invalid -> bury(attempt, record, "the record is no submission; its result says why",
					WorkflowReply.Failed.of(invalid.problem()));
		}
	}

	private void process(Attempt attempt, ConsumerRecord<String, byte[]> record, Submission submission)
			throws InterruptedException {
		WorkflowConfig config;
		WorkflowReply reply;
		try {
			config = this.configs.find(submission.request().configName());
		}
		catch (ConfigsUnavailableException ex) {
			attempt.started(submission, null);
			end(attempt, record, WorkflowReply.Failed
				.of(Problem.of(ProblemKind.WORKER_ERROR, "Orchestration service error: " + ex.getMessage())));
			return;
		}
		attempt.started(submission, config);
		if (config == null) {
			reply = WorkflowReply.Failed.of(Problem.of(ProblemKind.UNKNOWN_CONFIG, "A config with the name '"
					+ shortened(submission.request().configName()) + "' could not be found."));
		}
		else {
			reply = this.workflows.run(config, submission.request(), attempt);
		}
		WorkflowReply published = end(attempt, record, reply);
		logger.info("Submission {} with config {} ended as {} with status {} after {} ms", submission.id(),
				(config != null) ? config.name() : "(unknown)", Attempt.outcome(published), published.status(),
				Duration.between(submission.acceptedAt(), this.clock.instant()).toMillis());
	}

	// A defect of ours. Its message might quote the document, so only its place is told.
	private void giveUp(Attempt attempt, ConsumerRecord<String, byte[]> record, Throwable defect)
			throws InterruptedException {
		StackTraceElement[] trace = defect.getStackTrace();
		logger.error("Submission {} failed unexpectedly with {} at {}", attempt.id(), defect.getClass().getName(),
				(trace.length > 0) ? trace[0] : "an unknown place");
		bury(attempt, record, "the worker failed unexpectedly with " + defect.getClass().getName(),
				WorkflowReply.Failed.of(Problem.of(ProblemKind.WORKER_ERROR,
						"Orchestration service error: the worker failed unexpectedly ("
								+ defect.getClass().getSimpleName() + "); the message is kept in the dead letters")));
	}

	private void bury(Attempt attempt, ConsumerRecord<String, byte[]> record, String reason, WorkflowReply reply)
			throws InterruptedException {
		RecordPlace letter = this.deadLetters.keep(record, reason);
		end(attempt, record, reply);
		attempt.deadLettered(reason, letter);
	}

	private WorkflowReply end(Attempt attempt, ConsumerRecord<String, byte[]> record, WorkflowReply reply)
			throws InterruptedException {
		ResultPublisher.Published published = this.results.publish(attempt.id(), ExchangeCodec.resultPartition(record),
				reply);
		this.metrics.ended(published.reply());
		attempt.finished(published);
		return published.reply();
	}

	// A caller may have put a whole message where the name belongs.
	private static String shortened(String name) {
		return (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "…" : name;
	}

}

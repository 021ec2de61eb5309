package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.AttemptOrder;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.batch.BatchSplitter;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.ConfigsUnavailableException;
import org.dibbs.orchestration.orchestrator.registry.RetrySettings;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.dibbs.orchestration.orchestrator.workflow.RunTrace;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowEnd;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRun;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRunner;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.LogFields;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one record from beginning to end: decodes it, runs its workflow, sees to the
 * end. Every record ends with a result, with another attempt, or with the dead letters,
 * whatever is in it. Called by many virtual threads at once.
 */
final class SubmissionProcessor {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionProcessor.class);

	private static final int LONGEST_NAME = 255;

	private final ConfigRegistry configs;

	private final WorkflowRunner workflows;

	private final Endings endings;

	private final Checkpoints checkpoints;

	private final RetryPolicy retries;

	private final ProgressPublisher progress;

	private final EventPublisher events;

	private final Clock clock;

	private final BatchSplitter batches;

	private final int maxDeliveries;

	SubmissionProcessor(ConfigRegistry configs, WorkflowRunner workflows, Endings endings, Checkpoints checkpoints,
			RetryPolicy retries, BatchSplitter batches, ProgressPublisher progress, EventPublisher events, Clock clock,
			int maxDeliveries) {
		this.configs = configs;
		this.workflows = workflows;
		this.endings = endings;
		this.checkpoints = checkpoints;
		this.retries = retries;
		this.progress = progress;
		this.events = events;
		this.batches = batches;
		this.clock = clock;
		this.maxDeliveries = maxDeliveries;
	}

	/**
	 * Works on a record and returns when its end is on record.
	 * @param task a record of the submissions topic, and from where it goes on
	 * @param guard through which the run can be stopped
	 * @throws InterruptedException if it has to stop before that
	 */
	void process(Dispatcher.Task task, Guard guard) throws InterruptedException {
		Attempt attempt = new Attempt(task, guard, this.events, this.progress, this.checkpoints, this.clock);
		try {
			workOrGiveUp(attempt, task);
		}
		finally {
			attempt.close();
		}
	}

	private void workOrGiveUp(Attempt attempt, Dispatcher.Task task) throws InterruptedException {
		try {
			work(attempt, task);
		}
		catch (InterruptedException ex) {
			attempt.handedBack();
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			// Whatever it is, it must not keep what is behind it from being committed.
			giveUp(attempt, task.submission(), ex);
		}
	}

	private void work(Attempt attempt, Dispatcher.Task task) throws InterruptedException {
		ConsumerRecord<String, byte[]> result = task.resumption().result();
		if (result != null) {
			this.endings.conclude(attempt, result);
			return;
		}
		ConsumerRecord<String, byte[]> record = task.submission();
		if (task.resumption().begun() >= this.maxDeliveries) {
			// Before anything is made of the document.
			this.endings.bury(attempt, record,
					(task.resumption().openStep() != null) ? DeadReason.STEP_OUTCOME_UNKNOWN : DeadReason.WORKER_KILLED,
					failed(task.resumption().begun() + " workers ended while they worked on it, perhaps because of it"),
					null);
			return;
		}
		if (ExchangeHeaders.isEncrypted(record.headers())) {
			this.endings.bury(attempt, record, DeadReason.NOT_DECRYPTABLE,
					failed("the message is encrypted with a key that the worker does not have, or was changed"), null);
			return;
		}
		if (this.batches.isBatch(record)) {
			Problem problem = this.batches.split(record);
			if (problem != null) {
				this.endings.bury(attempt, record, DeadReason.NOT_A_SUBMISSION, WorkflowReply.Failed.of(problem), null);
			}
			return;
		}
		switch (ExchangeCodec.decode(record)) {
			case Decoding.Valid valid -> process(attempt, task, ExchangeCodec.submission(record, valid.request()));
			case Decoding.Invalid invalid -> this.endings.bury(attempt, record, DeadReason.NOT_A_SUBMISSION,
					WorkflowReply.Failed.of(invalid.problem()), null);
		}
	}

	private void process(Attempt attempt, Dispatcher.Task task, Submission submission) throws InterruptedException {
		Integer open = task.resumption().openStep();
		if (open != null) {
			this.endings.bury(attempt, task.submission(), DeadReason.STEP_OUTCOME_UNKNOWN,
					failed("step " + open + " must not be repeated, and was begun by a worker that ended before it "
							+ "could tell how the step ended"),
					null);
			return;
		}
		AttemptOrder order = AttemptOrder.of(task.submission().headers());
		String name = (order.config() != null) ? order.config() : submission.request().configName();
		WorkflowConfig config;
		try {
			Integer version = order.configVersion();
			config = (version != null) ? this.configs.find(name, version) : this.configs.find(name);
		}
		catch (ConfigsUnavailableException ex) {
			attempt.startedWithout(submission, order);
			interrupted(attempt, task.submission(), submission, RetrySettings.NONE,
					new WorkflowEnd.Interrupted(failed(String.valueOf(ex.getMessage())), null));
			return;
		}
		attempt.started(submission, config);
		attempt.confirmStart();
		if (config == null) {
			finish(attempt, task.submission(), submission, null,
					WorkflowReply.Failed.of(Problem.of(ProblemKind.UNKNOWN_CONFIG,
							"A config with the name '" + shortened(name) + "' could not be found.")));
			return;
		}
		run(attempt, task, submission, config);
	}

	private void run(Attempt attempt, Dispatcher.Task task, Submission submission, WorkflowConfig config)
			throws InterruptedException {
		Checkpoint checkpoint = task.resumption().checkpoint();
		KeptState state = (checkpoint != null) ? this.checkpoints.find(attempt.id(), checkpoint) : null;
		if (checkpoint != null && state == null && task.resumption().repeated()) {
			this.endings.bury(attempt, task.submission(), DeadReason.BODY_GONE, failed("the state before step "
					+ checkpoint.nextStep() + " cannot be read any more, and an earlier step must not be repeated"),
					null);
			return;
		}
		WorkflowEnd end = this.workflows.run(
				new WorkflowRun(config, submission.request(), state, task.resumption().repeated(),
						new RunTrace(attempt.id().toString(), attempt.number(),
								ExchangeHeaders.get(task.submission().headers(), ExchangeHeaders.ORIGIN_TRACEPARENT))),
				attempt);
		switch (end) {
			case WorkflowEnd.Final last -> finish(attempt, task.submission(), submission, config, last.reply());
			case WorkflowEnd.Interrupted failure ->
				interrupted(attempt, task.submission(), submission, config.retry(), failure);
			case WorkflowEnd.Unknown unknown -> this.endings.bury(attempt, task.submission(),
					DeadReason.STEP_OUTCOME_UNKNOWN, unknown.reply(), unknown.failed());
		}
	}

	private void interrupted(Attempt attempt, ConsumerRecord<String, byte[]> record, Submission submission,
			RetrySettings settings, WorkflowEnd.Interrupted failure) throws InterruptedException {
		if (submission.isAwaited(this.clock.instant())) {
			finish(attempt, record, submission, null, failure.reply());
			return;
		}
		Duration pause = this.retries.pauseAfter(attempt.number(), settings);
		if (attempt.isOpen()) {
			this.endings.bury(attempt, record, DeadReason.STEP_OUTCOME_UNKNOWN, failure.reply(), null);
		}
		else if (pause == null) {
			this.endings.bury(attempt, record, DeadReason.ATTEMPTS_USED_UP, failure.reply(), null);
		}
		else {
			this.endings.retry(attempt, failure.reply(), pause, failure.state());
		}
	}

	private void finish(Attempt attempt, ConsumerRecord<String, byte[]> record, Submission submission,
			@Nullable WorkflowConfig config, WorkflowReply reply) throws InterruptedException {
		WorkflowReply stored = this.endings.finish(attempt, record, reply);
		String name = (config != null) ? config.name() : MeterNames.UNKNOWN;
		long millis = Duration.between(submission.acceptedAt(), this.clock.instant()).toMillis();
		logger.atInfo()
			.addKeyValue(LogFields.CONFIG, name)
			.addKeyValue(LogFields.OUTCOME, stored.outcome())
			.addKeyValue(LogFields.STATUS, stored.status())
			.addKeyValue(LogFields.DURATION, millis)
			.addKeyValue(LogFields.ATTEMPT, attempt.number())
			.log("Submission {} with config {} ended as {} with status {} after {} ms", attempt.id(), name,
					stored.outcome(), stored.status(), millis);
	}

	// A defect of ours. Its message might quote the document, so only its place is told.
	private void giveUp(Attempt attempt, ConsumerRecord<String, byte[]> record, Throwable defect)
			throws InterruptedException {
		StackTraceElement[] trace = defect.getStackTrace();
		logger.error("Submission {} failed unexpectedly with {} at {}", attempt.id(), defect.getClass().getName(),
				(trace.length > 0) ? trace[0] : "an unknown place");
		if (attempt.isStored()) {
			// Whoever gets the record next finds the result, and tells of it.
			throw new IllegalStateException("The end of a submission could not be told");
		}
		DeadReason reason = attempt.isOpen() ? DeadReason.STEP_OUTCOME_UNKNOWN : DeadReason.WORKER_DEFECT;
		this.endings.bury(attempt, record, reason, failed("the worker failed unexpectedly ("
				+ defect.getClass().getSimpleName() + "); the message is kept in the dead letters"), null);
	}

	private static WorkflowReply.Failed failed(String why) {
		return WorkflowReply.Failed.of(Problem.of(ProblemKind.WORKER_ERROR, "Orchestration service error: " + why));
	}

	// A caller may have put a whole message where the name belongs.
	private static String shortened(String name) {
		return (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "…" : name;
	}

}

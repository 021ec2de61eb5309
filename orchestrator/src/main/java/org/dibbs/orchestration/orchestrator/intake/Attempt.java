package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.AttemptEnd;
import org.dibbs.orchestration.exchange.AttemptOrder;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventBunch;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.dibbs.orchestration.orchestrator.workflow.RunJournal;
import org.dibbs.orchestration.orchestrator.workflow.StepEnd;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a submission: tells the ledger, and whoever watches, what becomes of it.
 * For one thread.
 */
final class Attempt implements RunJournal {

	private final Dispatcher.Task task;

	private final SubmissionId id;

	private final RecordPlace source;

	private final Guard guard;

	private final @Nullable Integer watched;

	private final EventBunch events;

	private final ProgressPublisher progress;

	private final Checkpoints checkpoints;

	private final Clock clock;

	private final Beginning beginning;

	private final OnceRecord once;

	private boolean stored;

	/**
	 * Begins an attempt.
	 * @param task the submission's record, and from where it goes on
	 * @param guard what must not be left half done is done behind it
	 * @param events where events go
	 * @param progress where progress goes
	 * @param checkpoints where states are kept
	 * @param clock what time it is
	 * @throws InterruptedException if the worker shuts down
	 */
	Attempt(Dispatcher.Task task, Guard guard, EventPublisher events, ProgressPublisher progress,
			Checkpoints checkpoints, Clock clock) throws InterruptedException {
		this.task = task;
		this.id = ExchangeCodec.submissionId(task.submission());
		this.source = new RecordPlace(task.submission().topic(), task.submission().partition(),
				task.submission().offset());
		this.guard = guard;
		this.watched = progress.watched(ExchangeCodec.progressPartition(task.submission()));
		this.events = events.bunch();
		this.progress = progress;
		this.checkpoints = checkpoints;
		this.clock = clock;
		this.beginning = new Beginning(task, this.source, this.events);
		this.once = new OnceRecord(this.id, guard, this.events, checkpoints);
	}

	SubmissionId id() {
		return this.id;
	}

	int number() {
		return this.task.resumption().attempt();
	}

	RecordPlace source() {
		return this.source;
	}

	/** The name of the workflow config, or null where there is none, or none yet. */
	@Nullable String config() {
		return this.beginning.config();
	}

	/**
	 * Work begins.
	 * @param submission the submission
	 * @param config its config, or null where there is none of that name: the name is the
	 * caller's then, and may be anything
	 */
	void started(Submission submission, @Nullable WorkflowConfig config) {
		started(submission, (config != null) ? config.name() : null, (config != null) ? config.version() : 0);
	}

	/**
	 * Work begins on a submission whose config cannot be read now. The next attempt is to
	 * have the one that this one was told to have; where that was nothing, the one that
	 * the caller named, which is not told.
	 * @param submission the submission
	 * @param order what its record asks for
	 */
	void startedWithout(Submission submission, AttemptOrder order) {
		Integer version = order.configVersion();
		started(submission, (number() > 1) ? order.config() : null,
				(version != null) ? version : SubmissionEvent.Started.UNKNOWN_VERSION);
	}

	private void started(Submission submission, @Nullable String config, int version) {
		this.beginning.tell(now(), MessageType.of(submission.request().messageType()), config, version);
	}

	/**
	 * Makes it certain that the beginning counts, of an attempt whose workers have died.
	 * @throws InterruptedException if the worker shuts down
	 */
	void confirmStart() throws InterruptedException {
		if (this.task.resumption().begun() > 0) {
			this.beginning.confirm();
		}
	}

	/** The run stops, and this worker will not have died of it. */
	void handedBack() {
		close();
		if (this.beginning.isTold()) {
			this.events.tell(new SubmissionEvent.HandedBack(this.id, now(), number()));
		}
	}

	@Override
	public void stepEnded(StepEnd end) throws InterruptedException {
		this.once.settle();
		this.events.mention(finished(end, null));
		showStep(end);
	}

	@Override
	public void onceBegins(int number, StepConfig step) throws InterruptedException {
		this.once.begins(new SubmissionEvent.StepBegun(this.id, now(), number(), number, step.service(),
				StepEnd.endpoint(step)));
	}

	@Override
	public void onceDone(StepEnd end, Supplier<KeptState> state) {
		this.once.done(state, (checkpoint) -> finished(end, checkpoint), () -> showStep(end));
	}

	@Override
	public void onceFailed(StepEnd end) throws InterruptedException {
		this.once.failed(finished(end, null));
		showStep(end);
	}

	private SubmissionEvent finished(StepEnd end, @Nullable Checkpoint checkpoint) {
		return new SubmissionEvent.StepFinished(this.id, now(), number(), end.number(), end.step().service(),
				end.endpoint(), end.outcome(), end.status(), end.duration(), end.warning(), checkpoint);
	}

	/**
	 * Those who watch see a step.
	 * @param end how it ended
	 */
	void showStep(StepEnd end) {
		if (this.watched != null) {
			this.progress.stepEnded(this.id, this.watched, end.progress());
		}
	}

	/**
	 * Does what ends the attempt, all of it or nothing. A result never exists without the
	 * ledger knowing that the attempt was begun, as whoever comes after a crash looks for
	 * results only where that is so.
	 * @param ending what ends it
	 * @return what the attempt ended with
	 * @throws InterruptedException if the run has to stop before that
	 */
	WorkflowReply end(Ending ending) throws InterruptedException {
		this.once.settle();
		this.guard.enter();
		try {
			this.beginning.insist(now());
			return ending.run();
		}
		finally {
			this.guard.leave();
		}
	}

	/**
	 * Whether a step was called that must not be repeated, and a run that began anew
	 * would repeat it.
	 * @return true where only somebody who has looked can decide to go on
	 * @throws InterruptedException if the run has to stop
	 */
	boolean isOpen() throws InterruptedException {
		return this.once.isOpen();
	}

	/** Ends what the attempt does beside its thread. */
	void close() {
		this.once.close();
	}

	/**
	 * Whether the result is stored, so that there must not be another one.
	 * @return true from then on
	 */
	boolean isStored() {
		return this.stored;
	}

	/**
	 * The result is stored. The ledger hears at once of it and of the dead letter, if
	 * there is one: nobody sees a submission that has failed and is not dead yet.
	 * @param published the result
	 * @param end what else is to be told of the end
	 * @throws InterruptedException if the worker shuts down before all who have to know
	 * were told
	 */
	void finished(ResultPublisher.Published published, AttemptEnd end) throws InterruptedException {
		this.stored = true;
		WorkflowReply reply = published.reply();
		if (this.watched != null) {
			this.progress.ended(this.id, this.watched, reply);
		}
		SubmissionEvent finished = new SubmissionEvent.Finished(this.id, now(), number(), reply.outcome(),
				reply.status(), published.place(), end.deadReason());
		if (end.deadReason() != null) {
			this.events.insist(finished, new SubmissionEvent.DeadLettered(this.id, now(), number(), end.deadReason(),
					this.source, end.letter()));
		}
		else {
			this.events.insist(finished);
		}
	}

	/**
	 * A step that must not be repeated has an end nobody knows; told after the submission
	 * was given up, since until then it counts as open.
	 * @param end the end
	 */
	void leftOpen(StepEnd end) {
		this.events.tell(finished(end, null));
	}

	/**
	 * There will be another attempt.
	 * @param reply what this one failed with
	 * @param dueAt when
	 * @param state what it can go on from, or null
	 * @throws InterruptedException if the worker shuts down before the ledger was told
	 */
	void retried(WorkflowReply reply, Instant dueAt, @Nullable KeptState state) throws InterruptedException {
		this.events.insist(new SubmissionEvent.RetryScheduled(this.id, now(), number(), reply.outcome(), dueAt,
				this.checkpoints.keep(this.id, state)));
	}

	private Instant now() {
		return this.clock.instant();
	}

}

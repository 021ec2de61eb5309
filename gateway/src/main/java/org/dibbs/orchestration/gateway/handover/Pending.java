package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * The place of one caller who waits: first for the queue to take the submission, then for
 * what becomes of it. Holds nothing of the message. Safe for use by many threads.
 */
abstract sealed class Pending permits PendingReply, PendingProgress {

	/** Two threads that have something to tell at once are each done in no time. */
	static final EmitFailureHandler IN_TURN = EmitFailureHandler.busyLooping(Duration.ofSeconds(1));

	private final SubmissionId id;

	private final Sinks.Empty<Void> accepted = Sinks.empty();

	private final Sinks.One<Boolean> announced = Sinks.one();

	private volatile boolean ended;

	private final AtomicBoolean wanted = new AtomicBoolean(true);

	Pending(SubmissionId id) {
		this.id = id;
	}

	final SubmissionId id() {
		return this.id;
	}

	/**
	 * Completes when the queue has the submission, fails when it has not.
	 */
	final Mono<Void> accepted() {
		return this.accepted.asMono();
	}

	/**
	 * Tells when the ledger will know the submission, or that nobody can say when.
	 */
	final Mono<Boolean> announced() {
		return this.announced.asMono();
	}

	/**
	 * Takes the end of the announcement. It is held for longer than the place is, so it
	 * holds nothing of what has come here.
	 */
	final Consumer<Boolean> announcement() {
		return this.announced::tryEmitValue;
	}

	/**
	 * Whether the caller still waits. One who was told that the queue is not available
	 * must not find the message processed later on.
	 */
	final boolean isWanted() {
		return this.wanted.get();
	}

	/**
	 * The caller waits no longer.
	 * @return false where that was so before
	 */
	final boolean abandon() {
		return this.wanted.getAndSet(false);
	}

	/** The end of the submission has come. */
	final void ends() {
		this.ended = true;
	}

	/** Whether the end of the submission has come. */
	final boolean hasEnded() {
		return this.ended;
	}

	final void accept() {
		this.accepted.tryEmitEmpty();
	}

	final void refuse(Throwable reason) {
		this.accepted.tryEmitError(reason);
	}

	/**
	 * Ends the waiting without an end: the submission is still worked on.
	 */
	void letGo() {
		this.announced.tryEmitValue(false);
	}

	/**
	 * The submission has ended.
	 * @param end how
	 */
	abstract void complete(WorkflowReply end);

}

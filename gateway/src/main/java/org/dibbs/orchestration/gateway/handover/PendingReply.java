package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The place of one caller who waits: first for the queue to take the submission, then for
 * the reply. Holds nothing of the message. Safe for use by many threads.
 */
final class PendingReply {

	private final SubmissionId id;

	private final Sinks.Empty<Void> accepted = Sinks.empty();

	private final Sinks.One<WorkflowReply> reply = Sinks.one();

	private volatile boolean wanted = true;

	PendingReply(SubmissionId id) {
		this.id = id;
	}

	SubmissionId id() {
		return this.id;
	}

	/**
	 * Completes when the queue has the submission, fails when it has not.
	 */
	Mono<Void> accepted() {
		return this.accepted.asMono();
	}

	Mono<WorkflowReply> reply() {
		return this.reply.asMono();
	}

	/**
	 * Whether the caller still waits. One who was told that the queue is not available
	 * must not find the message processed later on.
	 */
	boolean isWanted() {
		return this.wanted;
	}

	void abandon() {
		this.wanted = false;
	}

	void accept() {
		this.accepted.tryEmitEmpty();
	}

	void refuse(Throwable reason) {
		this.accepted.tryEmitError(reason);
	}

	// Without a reply: the caller is told that the submission is still worked on.
	void letGo() {
		this.reply.tryEmitEmpty();
	}

	// A reply proves that the queue took the submission, even where its acknowledgement
	// was lost.
	void complete(WorkflowReply end) {
		this.reply.tryEmitValue(end);
		this.accepted.tryEmitEmpty();
	}

}

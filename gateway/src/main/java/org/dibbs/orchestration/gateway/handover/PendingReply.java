package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The place of a caller who waits for the reply.
 */
final class PendingReply extends Pending {

	private final Sinks.One<WorkflowReply> reply = Sinks.one();

	PendingReply(SubmissionId id) {
		super(id);
	}

	Mono<WorkflowReply> reply() {
		return this.reply.asMono();
	}

	@Override
	void letGo() {
		super.letGo();
		this.reply.tryEmitEmpty();
	}

	// A reply proves that the queue took the submission, even where its acknowledgement
	// was lost.
	@Override
	void complete(WorkflowReply end) {
		ends();
		this.reply.tryEmitValue(end);
		accept();
	}

}

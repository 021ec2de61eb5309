package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The place of a caller who watches a submission run.
 */
final class PendingProgress extends Pending {

	private final Sinks.Many<SubmissionProgress> progress = Sinks.many().unicast().onBackpressureBuffer();

	PendingProgress(SubmissionId id) {
		super(id);
	}

	/**
	 * What is told, from the beginning; for one subscriber. Ends with a
	 * {@link SubmissionProgress.End}, or without where the caller was let go.
	 */
	Flux<SubmissionProgress> progress() {
		return this.progress.asFlux();
	}

	void stepEnded(SubmissionProgress.Step step) {
		this.progress.emitNext(step, IN_TURN);
		accept();
	}

	@Override
	void letGo() {
		super.letGo();
		this.progress.emitComplete(IN_TURN);
	}

	@Override
	void complete(WorkflowReply end) {
		ends();
		this.progress.emitNext(new SubmissionProgress.End(end), IN_TURN);
		this.progress.emitComplete(IN_TURN);
		accept();
	}

}

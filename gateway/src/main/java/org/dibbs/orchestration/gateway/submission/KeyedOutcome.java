package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that came with an {@code Idempotency-Key}.
 */
sealed interface KeyedOutcome {

	/**
	 * It was new.
	 *
	 * @param outcome what became of it
	 */
	record New(HandoverOutcome outcome) implements KeyedOutcome {

	}

	/**
	 * It has an id from a request before this one.
	 *
	 * @param id the submission
	 * @param answer its answer; null while it runs
	 * @param replayed whether it was accepted before; else this request has put it on the
	 * queue
	 * @param findable whether whoever asks for it finds it now
	 */
	record Known(SubmissionId id, @Nullable Answer answer, boolean replayed, boolean findable) implements KeyedOutcome {

	}

}

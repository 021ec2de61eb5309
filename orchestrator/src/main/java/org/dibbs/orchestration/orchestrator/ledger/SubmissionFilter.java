package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which submissions are asked for; what is null or empty does not matter.
 *
 * @param statuses where they are, one of these
 * @param config the name of the workflow config
 * @param messageType the kind of message
 * @param step the endpoint of the step that ended last
 * @param reason why they failed or are dead
 * @param from when they were accepted at the earliest
 * @param to before when they were accepted
 * @param batch the batch they are a part of
 * @param tenant whose they are
 */
record SubmissionFilter(List<SubmissionStatus> statuses, @Nullable String config, @Nullable String messageType,
		@Nullable String step, @Nullable String reason, @Nullable Instant from, @Nullable Instant to,
		@Nullable UUID batch, @Nullable String tenant) {

	/**
	 * Copies the statuses.
	 */
	SubmissionFilter {
		statuses = List.copyOf(statuses);
	}

}

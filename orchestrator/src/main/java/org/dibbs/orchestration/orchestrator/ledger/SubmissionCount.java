package org.dibbs.orchestration.orchestrator.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How many submissions are alike.
 *
 * @param status where they are
 * @param config the name of their config, or null
 * @param reason why they failed or are dead, or null
 * @param submissions how many
 */
record SubmissionCount(SubmissionStatus status, @Nullable String config, @Nullable String reason, long submissions) {

}

package org.dibbs.orchestration.orchestrator.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a trace says of a run besides its workflow.
 *
 * @param submission the id of the submission
 * @param attempt the number of the attempt, from 1
 * @param origin the W3C {@code traceparent} of the submission's first record; null where
 * this is the run of that record, or nobody traced it
 */
public record RunTrace(String submission, int attempt, @Nullable String origin) {

}

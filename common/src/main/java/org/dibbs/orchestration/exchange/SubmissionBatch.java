package org.dibbs.orchestration.exchange;

import java.time.Instant;

/**
 * A batch that was accepted: many messages in one record of {@link Topics#SUBMISSIONS},
 * so that it is on the queue either whole or not at all.
 *
 * @param id its name everywhere
 * @param tenant whose it is
 * @param documents its messages
 * @param acceptedAt when it came in
 */
public record SubmissionBatch(SubmissionId id, String tenant, BatchDocuments documents, Instant acceptedAt) {

}

package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Instant;
import java.util.UUID;

/**
 * What a key stands for.
 *
 * @param submissionId the submission
 * @param bodyDigest the digest of the request that the key came with
 * @param createdAt since when, to the millisecond
 */
record KeyClaim(UUID submissionId, String bodyDigest, Instant createdAt) {

}

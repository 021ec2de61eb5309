package org.dibbs.orchestration.gateway.idempotency;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.SubmissionOrigin;

/**
 * By what two requests with the same key are told apart: what each puts on the queue. A
 * form that is sent twice has another boundary each time, and the same digest.
 *
 * @param hex the SHA-256 of origin and document, in 64 hex digits
 */
public record RequestDigest(String hex) {

	/**
	 * The digest of a request.
	 * @param origin the endpoint it came in by
	 * @param document what it puts on the queue
	 * @return the digest
	 */
	public static RequestDigest of(SubmissionOrigin origin, byte[] document) {
		return new RequestDigest(Sha256.of((origin.wire() + "\n").getBytes(StandardCharsets.US_ASCII), document));
	}

}

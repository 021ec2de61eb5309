package org.dibbs.orchestration.orchestrator.idempotency;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * What a front door asks for when it claims a key.
 *
 * @param keyHash the SHA-256 of the key, in 64 hex digits
 * @param submissionId the submission that the key shall stand for
 * @param bodyDigest the digest of the request, in 64 hex digits
 */
record ClaimRequest(String keyHash, UUID submissionId, String bodyDigest) {

	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

	/**
	 * Reads what was sent.
	 * @param body the body
	 * @return what it asks for
	 * @throws ProblemException if it is something else
	 */
	static ClaimRequest read(byte[] body) {
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(body));
			if (members != null) {
				String keyHash = text(members.get("key_hash"));
				SubmissionId id = SubmissionId.parse(text(members.get("submission_id")));
				String bodyDigest = text(members.get("body_digest"));
				if (id != null && DIGEST.matcher(keyHash).matches() && DIGEST.matcher(bodyDigest).matches()) {
					return new ClaimRequest(keyHash, id.value(), bodyDigest);
				}
			}
		}
		catch (JsonSyntaxException ex) {
			// Told below, like all else that is no claim.
		}
		throw new ProblemException(ProblemKind.BAD_REQUEST, "A claim is a JSON object with key_hash and body_digest,"
				+ " each 64 hex digits, and submission_id, a UUID.");
	}

	private static String text(@Nullable JsonFragment value) {
		return (value != null && value.isString()) ? value.text() : "";
	}

}

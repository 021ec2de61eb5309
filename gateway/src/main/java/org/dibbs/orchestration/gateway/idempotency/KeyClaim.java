package org.dibbs.orchestration.gateway.idempotency;

import java.time.Duration;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says that a key stands for.
 *
 * @param id the submission
 * @param digest the digest of the request that the key came with first, in hex digits
 * @param created whether the submission is the one that the key was claimed for
 * @param age how long the key has stood for it
 */
record KeyClaim(SubmissionId id, String digest, boolean created, Duration age) {

	/**
	 * Reads what a worker answered.
	 * @param body the body
	 * @return the claim, or null where it is none
	 */
	static @Nullable KeyClaim read(byte[] body) {
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(body));
			if (members == null) {
				return null;
			}
			SubmissionId id = SubmissionId.parse(text(members, "submission_id"));
			String age = text(members, "age_ms");
			return (id != null && age.matches("[0-9]{1,15}")) ? new KeyClaim(id, text(members, "body_digest"),
					text(members, "created").equals("true"), Duration.ofMillis(Long.parseLong(age))) : null;
		}
		catch (JsonSyntaxException ex) {
			return null;
		}
	}

	private static String text(Map<String, JsonFragment> members, String name) {
		JsonFragment value = members.get(name);
		return (value != null) ? value.text() : "";
	}

}

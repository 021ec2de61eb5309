package org.dibbs.orchestration.problem;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, to be told to a caller in the form the caller understands.
 *
 * @param kind what it is
 * @param status the HTTP status, 400 to 599 (a failed step passes on its block's, which
 * may be any)
 * @param detail a sentence for a person: what was wrong, where, and what to do; never
 * patient data
 * @param errors for {@link ProblemKind#INVALID_SUBMISSION},
 * {@link ProblemKind#INVALID_CONFIG} and {@link ProblemKind#INVALID_QUERY} the array of
 * field errors, else null
 */
public record Problem(ProblemKind kind, int status, String detail, @Nullable JsonFragment errors) {

	/** The media type of RFC 9457. */
	public static final String MEDIA_TYPE = "application/problem+json";

	private static final String TYPE_PREFIX = "urn:dibbs:problem:";

	/**
	 * A problem with the status of its kind.
	 * @param kind what it is
	 * @param detail what was wrong
	 * @return the problem
	 */
	public static Problem of(ProblemKind kind, String detail) {
		return new Problem(kind, kind.status(), detail, null);
	}

	/**
	 * A problem with field errors.
	 * @param errors the array of errors
	 * @return the problem
	 */
	public static Problem invalid(JsonFragment errors) {
		return invalid(ProblemKind.INVALID_SUBMISSION,
				"The submission does not validate; each entry of errors says why.", errors);
	}

	/**
	 * A config that cannot be stored.
	 * @param errors the array of errors
	 * @return the problem
	 */
	public static Problem invalidConfig(JsonFragment errors) {
		return invalid(ProblemKind.INVALID_CONFIG, "The config does not validate; each entry of errors says why.",
				errors);
	}

	/**
	 * A question that cannot be asked like this.
	 * @param errors the array of errors
	 * @return the problem
	 */
	public static Problem invalidQuery(JsonFragment errors) {
		return invalid(ProblemKind.INVALID_QUERY, "The query does not validate; each entry of errors says why.",
				errors);
	}

	private static Problem invalid(ProblemKind kind, String detail, JsonFragment errors) {
		return new Problem(kind, kind.status(), detail, errors);
	}

	/**
	 * Reads a problem back from the body that {@link #legacyBody()} gave.
	 * @param kind the kind, which the body does not tell
	 * @param status the HTTP status
	 * @param legacyBody the body
	 * @return the problem
	 */
	public static Problem fromLegacy(ProblemKind kind, int status, JsonFragment legacyBody) {
		Map<String, JsonFragment> members = JsonMembers.of(legacyBody);
		JsonFragment detail = (members != null) ? members.getOrDefault("detail", members.get("message")) : null;
		if (detail == null) {
			return new Problem(kind, status, kind.title(), null);
		}
		if (detail.isString()) {
			return new Problem(kind, status, detail.text(), null);
		}
		return switch (kind) {
			case INVALID_CONFIG -> invalidConfig(detail);
			case INVALID_QUERY -> invalidQuery(detail);
			default -> invalid(detail);
		};
	}

	/**
	 * The body as the Python service sent it.
	 * @return a JSON object
	 */
	public JsonFragment legacyBody() {
		JsonObjectBuilder body = new JsonObjectBuilder();
		return switch (this.kind.legacyShape()) {
			case ERRORS -> body.member("detail", this.errors).build();
			case DETAIL -> body.member("detail", this.detail).build();
			case MESSAGE ->
				body.member("message", this.detail).member("processed_values", JsonFragment.EMPTY_OBJECT).build();
		};
	}

	/**
	 * The body as RFC 9457 has it.
	 * @param submission the id of the submission it is about, or null
	 * @return a JSON object
	 */
	public JsonFragment problemBody(@Nullable String submission) {
		return new JsonObjectBuilder().member("type", TYPE_PREFIX + this.kind.slug())
			.member("title", this.kind.title())
			.member("status", this.status)
			.member("detail", this.detail)
			.optionalMember("errors", this.errors)
			.optionalMember("submission_id", (submission != null) ? JsonFragment.string(submission) : null)
			.build();
	}

}

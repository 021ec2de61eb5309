package org.dibbs.orchestration.problem;

import org.jspecify.annotations.Nullable;

/**
 * The closed table of problems a caller can meet: how each is called, which HTTP status
 * it has and which shape its body had in the Orchestration service before this one.
 */
public enum ProblemKind {

	/** The request, or a record on the queue, does not validate. */
	INVALID_SUBMISSION("invalid-submission", 422, "The submission is not valid", LegacyShape.ERRORS),

	/** A file was uploaded that no message can be read from. */
	UNUSABLE_UPLOAD("unusable-upload", 422, "The uploaded file cannot be used", LegacyShape.DETAIL),

	/** The key stands for another request, whose answer would be the wrong one. */
	IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key was used for another request",
			LegacyShape.DETAIL),

	/** No workflow config has the name that the submission gives. */
	UNKNOWN_CONFIG("unknown-config", 400, "There is no such workflow config", LegacyShape.MESSAGE),

	/** What is to be stored is no workflow config. */
	INVALID_CONFIG("invalid-config", 422, "The workflow config is not valid", LegacyShape.ERRORS),

	/** There is a workflow config that must not be changed like this. */
	CONFIG_CONFLICT("config-conflict", 400, "The workflow config cannot be changed like this", LegacyShape.DETAIL),

	/** The database of the workflow configs does not answer. */
	CONFIGS_UNAVAILABLE("configs-unavailable", 503, "The workflow configs are not available", LegacyShape.DETAIL),

	/** A building block answered with an error; the status is the block's. */
	STEP_FAILED("step-failed", 502, "A step of the workflow failed", LegacyShape.DETAIL),

	/** A building block found that the message must not go on. */
	STEP_REFUSED("step-refused", 400, "A step of the workflow refused the message", LegacyShape.DETAIL),

	/**
	 * The workflow could not be carried out: block unreachable, unusable answer or
	 * config.
	 */
	WORKER_ERROR("worker-error", 500, "The workflow could not be carried out", LegacyShape.MESSAGE),

	/** The queue does not take the message, which therefore was not accepted. */
	HANDOVER_UNAVAILABLE("handover-unavailable", 503, "The queue is not available", LegacyShape.DETAIL),

	/** The body is larger than the limit. */
	TOO_LARGE("too-large", 413, "The body is too large", LegacyShape.DETAIL),

	/** As many callers as this instance can serve are waiting already. */
	TOO_MANY("too-many", 429, "Too many messages are waiting", LegacyShape.DETAIL),

	/** What was sent is no request that could be answered; the status says why. */
	BAD_REQUEST("bad-request", 400, "Bad Request", LegacyShape.DETAIL),

	/** The caller sent nothing that says who it is, or nothing that counts. */
	UNAUTHENTICATED("unauthenticated", 401, "Who calls is not known", LegacyShape.DETAIL),

	/** The caller is known, and may not do this. */
	FORBIDDEN("forbidden", 403, "The caller may not do this", LegacyShape.DETAIL),

	/** A browser asks whether a page of another origin may call, and it may not. */
	ORIGIN_REFUSED("origin-refused", 403, "Pages of this origin may not call", LegacyShape.DETAIL),

	/** No such path. */
	NOT_FOUND("not-found", 404, "Not Found", LegacyShape.DETAIL),

	/** The path does not know this verb. */
	METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method Not Allowed", LegacyShape.DETAIL),

	/** The path speaks WebSocket only. */
	UPGRADE_REQUIRED("upgrade-required", 426, "Upgrade Required", LegacyShape.DETAIL),

	/** Nobody ever accepted a submission with this id. */
	UNKNOWN_SUBMISSION("unknown-submission", 404, "There is no such submission", LegacyShape.DETAIL),

	/** The submission has not ended, so it cannot be run once more. */
	REPLAY_CONFLICT("replay-conflict", 409, "The submission cannot be replayed now", LegacyShape.DETAIL),

	/** The answer to a submission is not stored, or not any more. */
	RESULT_GONE("result-gone", 410, "There is no stored result", LegacyShape.DETAIL),

	/** A parameter of a question about submissions has a value it cannot have. */
	INVALID_QUERY("invalid-query", 422, "A parameter of the query is not valid", LegacyShape.ERRORS),

	/** The ledger's database or Kafka does not answer, or the ledger lags behind. */
	LEDGER_UNAVAILABLE("ledger-unavailable", 503, "The ledger of the submissions is not available", LegacyShape.DETAIL),

	/** What a route leads to does not answer. */
	UPSTREAM_UNAVAILABLE("upstream-unavailable", 503, "The service behind this path does not answer",
			LegacyShape.DETAIL),

	/** An error of our own. */
	INTERNAL("internal-error", 500, "Internal Server Error", LegacyShape.DETAIL);

	private final String slug;

	private final int status;

	private final String title;

	private final LegacyShape legacyShape;

	ProblemKind(String slug, int status, String title, LegacyShape legacyShape) {
		this.slug = slug;
		this.status = status;
		this.title = title;
		this.legacyShape = legacyShape;
	}

	/**
	 * The name of the kind on the wire.
	 * @return lower case words with dashes
	 */
	public String slug() {
		return this.slug;
	}

	/**
	 * The HTTP status where the problem does not bring its own.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * One sentence that is the same for every problem of this kind (RFC 9457, 3.1.3).
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	LegacyShape legacyShape() {
		return this.legacyShape;
	}

	/**
	 * The kind with a given name.
	 * @param slug the name on the wire
	 * @return the kind, or null where there is none
	 */
	public static @Nullable ProblemKind of(String slug) {
		for (ProblemKind kind : values()) {
			if (kind.slug.equals(slug)) {
				return kind;
			}
		}
		return null;
	}

	/** The shapes of the error bodies that the Python service sent. */
	enum LegacyShape {

		/** <code>{"detail": [{"loc","msg","type"}, …]}</code>. */
		ERRORS,

		/** <code>{"detail": "…"}</code>. */
		DETAIL,

		/** <code>{"message": "…", "processed_values": {}}</code>. */
		MESSAGE

	}

}

package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call that brought no usable answer. Never leaves this package: the
 * client makes a {@link BuildingBlockException} of it, or returns the answer it holds.
 */
final class CallFailure extends IOException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final transient @Nullable ServiceResponse response;

	CallFailure(Kind kind, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.response = null;
	}

	CallFailure(Kind kind, ServiceResponse response) {
		super("status " + response.status());
		this.kind = kind;
		this.response = response;
	}

	Kind kind() {
		return this.kind;
	}

	@Nullable ServiceResponse response() {
		return this.response;
	}

	/** What went wrong decides whether to try again and what the breaker makes of it. */
	enum Kind {

		/** The request certainly did not reach the service. */
		NOT_REACHED(true, true, true, FailureReason.UNREACHABLE),

		/** The service is there and takes no requests (503). */
		UNAVAILABLE(true, true, true, FailureReason.HTTP_5XX),

		/** A proxy could not ask the service or got no answer (502, 504). */
		BAD_GATEWAY(false, true, true, FailureReason.HTTP_5XX),

		/** The connection broke while the service may have been at work. */
		LOST(false, true, true, FailureReason.CONNECTION_LOST),

		/** The service did not answer in time; a second try would wait as long. */
		TIMEOUT(false, false, true, FailureReason.TIMEOUT),

		/** What came back is no HTTP answer, or one larger than the limit. */
		UNREADABLE(false, false, false, FailureReason.UNREADABLE),

		/** All connections were in use, which says nothing about the service. */
		NO_CONNECTION(false, false, false, FailureReason.NO_FREE_CONNECTION),

		/** The calling thread was interrupted. */
		ABORTED(false, false, false, FailureReason.STOPPED);

		private final boolean safe;

		private final boolean worthwhile;

		private final boolean counted;

		private final FailureReason reason;

		Kind(boolean safe, boolean worthwhile, boolean counted, FailureReason reason) {
			this.safe = safe;
			this.worthwhile = worthwhile;
			this.counted = counted;
			this.reason = reason;
		}

		/**
		 * What labels call it.
		 * @return the reason
		 */
		FailureReason reason() {
			return this.reason;
		}

		/**
		 * Whether to try again.
		 * @param repeatable whether the call may be made twice
		 * @return true if it helps and does no harm
		 */
		boolean isRetried(boolean repeatable) {
			return repeatable ? this.worthwhile : this.safe;
		}

		/**
		 * Whether the circuit breaker takes it for a failure of the service.
		 * @return true for a failure
		 */
		boolean isCounted() {
			return this.counted;
		}

		/**
		 * Whether it says anything about the service at all.
		 * @return true if the circuit breaker must not see it
		 */
		boolean isIgnored() {
			return this == NO_CONNECTION || this == ABORTED;
		}

		/**
		 * Whether the service may have done its work although no answer came.
		 * @return true if nobody can tell
		 */
		boolean isUnknownOutcome() {
			return this == LOST || this == TIMEOUT || this == UNREADABLE || this == ABORTED;
		}

		/**
		 * What can be done about it when all has been tried.
		 * @param repeatable whether the call may be made twice
		 * @return the kind of failure
		 */
		FailureKind outcome(boolean repeatable) {
			if (!repeatable && isUnknownOutcome()) {
				return FailureKind.UNKNOWN_OUTCOME;
			}
			return (this == UNREADABLE) ? FailureKind.PERMANENT : FailureKind.TRANSIENT;
		}

	}

}

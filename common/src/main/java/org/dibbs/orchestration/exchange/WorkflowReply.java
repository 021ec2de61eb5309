package org.dibbs.orchestration.exchange;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;

/**
 * How a submission ended. The body is what the synchronous caller gets to see, to the
 * byte; it is the value of a record on {@link Topics#RESULTS}, too.
 */
public sealed interface WorkflowReply {

	/** The content type of JSON bodies. */
	String JSON = "application/json";

	/** The content type of XML bodies. */
	String XML = "application/xml";

	/**
	 * The HTTP status of the answer.
	 * @return the status code
	 */
	int status();

	/**
	 * The body of the answer.
	 * @return its bytes, not to be written to
	 */
	byte[] body();

	/**
	 * How events, headers, logs and labels name the end.
	 * @return {@link ExchangeHeaders#COMPLETED} or the slug of a problem kind
	 */
	default String outcome() {
		return switch (this) {
			case Completed completed -> ExchangeHeaders.COMPLETED;
			case Failed failed -> failed.kind().slug();
		};
	}

	/**
	 * The whole workflow ran.
	 *
	 * @param contentType {@link #JSON} or {@link #XML}
	 * @param body the answer
	 */
	record Completed(String contentType, byte[] body) implements WorkflowReply {

		@Override
		public int status() {
			return 200;
		}

	}

	/**
	 * The workflow did not run, or not to its end.
	 *
	 * @param kind why
	 * @param status the HTTP status
	 * @param body the error in the form of the Python service
	 */
	record Failed(ProblemKind kind, int status, byte[] body) implements WorkflowReply {

		/**
		 * The reply that tells a problem.
		 * @param problem what went wrong
		 * @return the reply
		 */
		public static Failed of(Problem problem) {
			return new Failed(problem.kind(), problem.status(), problem.legacyBody().bytes());
		}

		/**
		 * What went wrong.
		 * @return the problem that the body tells
		 */
		public Problem problem() {
			return Problem.fromLegacy(this.kind, this.status, JsonFragment.of(this.body));
		}

	}

}

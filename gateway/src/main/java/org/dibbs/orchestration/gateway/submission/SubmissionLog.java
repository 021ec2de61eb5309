package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one line an accepted message leaves in the log of the front door.
 */
final class SubmissionLog {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionLog.class);

	/** The label of a message that a worker is still at. */
	static final String STILL_RUNNING = "still-running";

	/** The label of a message that had been accepted before. */
	static final String ACCEPTED_BEFORE = "accepted-before";

	private SubmissionLog() {
	}

	/**
	 * Logs the end of an exchange.
	 * @param outcome what the caller is told
	 * @param config the config's label
	 * @param status the HTTP status
	 * @param millis how long the caller waited, from its first byte, in milliseconds
	 */
	static void answered(HandoverOutcome outcome, String config, int status, long millis) {
		logger.info("submission={} config={} outcome={} status={} ms={}", outcome.id(), config, label(outcome), status,
				millis);
	}

	/**
	 * Logs the end of an exchange whose message was accepted before.
	 * @param id the submission
	 * @param config the config's label
	 * @param status the HTTP status
	 * @param millis how long the caller waited, in milliseconds
	 */
	static void answeredBefore(SubmissionId id, String config, int status, long millis) {
		logger.info("submission={} config={} outcome={} status={} ms={}", id, config, ACCEPTED_BEFORE, status, millis);
	}

	/**
	 * How logs and labels name what a caller is told.
	 * @param outcome what the caller is told
	 * @return one of few words
	 */
	static String label(HandoverOutcome outcome) {
		return switch (outcome) {
			case HandoverOutcome.StillRunning running -> STILL_RUNNING;
			case HandoverOutcome.Answered answered -> answered.reply().outcome();
		};
	}

}

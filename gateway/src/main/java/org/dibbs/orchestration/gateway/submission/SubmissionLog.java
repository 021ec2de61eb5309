package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.LogFields;
import org.dibbs.orchestration.telemetry.MeterNames;
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
		log(outcome.id(), wasRun(outcome) ? config : MeterNames.UNKNOWN, label(outcome), status, millis);
	}

	/**
	 * Logs the end of an exchange whose message was accepted before.
	 * @param id the submission
	 * @param status the HTTP status
	 * @param millis how long the caller waited, in milliseconds
	 */
	static void answeredBefore(SubmissionId id, int status, long millis) {
		log(id, MeterNames.UNKNOWN, ACCEPTED_BEFORE, status, millis);
	}

	private static void log(SubmissionId id, String config, String outcome, int status, long millis) {
		logger.atInfo()
			.addKeyValue(LogFields.SUBMISSION_ID, id)
			.addKeyValue(LogFields.CONFIG, config)
			.addKeyValue(LogFields.OUTCOME, outcome)
			.addKeyValue(LogFields.STATUS, status)
			.addKeyValue(LogFields.DURATION, millis)
			.log("submission={} config={} outcome={} status={} ms={}", id, config, outcome, status, millis);
	}

	// Only then is the name that of a config, and nothing else that a caller wrote there.
	private static boolean wasRun(HandoverOutcome outcome) {
		return switch (outcome) {
			case HandoverOutcome.StillRunning running -> false;
			case HandoverOutcome.Answered answered -> switch (answered.reply()) {
				case WorkflowReply.Completed completed -> true;
				case WorkflowReply.Failed failed ->
					failed.kind() == ProblemKind.STEP_FAILED || failed.kind() == ProblemKind.STEP_REFUSED;
			};
		};
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

package org.dibbs.orchestration.local.watched;

import java.time.Instant;

/**
 * What happened to a stack, and what an operator has to find of it.
 *
 * @param poison a message that cannot get past one of its steps
 * @param noSubmission a record that nobody can work on
 * @param killed the worker that was killed
 * @param slowSince since when a block is slow
 * @param slow the endpoint that is slow
 */
record Story(String poison, String noSubmission, String killed, Instant slowSince, String slow) {

	private static final int SLOW_MESSAGES = 6;

	static Story happened(WatchedStack watched) {
		Traffic traffic = new Traffic(watched.stack());
		// Twice: a series that begins with its first value shows no increase by that.
		traffic.round();
		traffic.round();
		traffic.haltTheQueue();
		String killed = "orchestrator-2";
		watched.stack().kill(killed);
		String poison = traffic.buryAtAStep();
		String noSubmission = traffic.buryWhatIsNoSubmission();
		traffic.succeed();
		String slow = "standardize_names";
		Instant slowSince = Instant.now();
		traffic.slowDown(slow, SLOW_MESSAGES);
		return new Story(poison, noSubmission, killed, slowSince, slow);
	}

}

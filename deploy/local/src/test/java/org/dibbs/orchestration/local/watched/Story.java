package org.dibbs.orchestration.local.watched;

import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;

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

	// What happened last is told last.
	private static void awaitTold(WatchedStack watched, String slow) {
		String late = "sum(dibbs_step_duration_seconds_count{endpoint=\"" + slow
				+ "\"}) - sum(dibbs_step_duration_seconds_bucket{le=\"2.5\",endpoint=\"" + slow + "\"})";
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> watched.prometheus().query(late), (told) -> told.size() == 1 && told.getFirst().last() > 1);
	}

	/**
	 * Has messages go on as on any day, for so long that who is silent shows.
	 */
	static void goOn(WatchedStack watched, Duration time) {
		Traffic traffic = new Traffic(watched.stack());
		Instant end = Instant.now().plus(time);
		while (Instant.now().isBefore(end)) {
			traffic.succeed();
		}
	}

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
		awaitTold(watched, slow);
		return new Story(poison, noSubmission, killed, slowSince, slow);
	}

}

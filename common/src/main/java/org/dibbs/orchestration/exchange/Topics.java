package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of the exchange. Their names have dashes because a dot makes Kafka's client
 * metrics come out twice.
 */
public final class Topics {

	/**
	 * Submissions: key = id, value = the document as {@link SubmissionDecoder} reads it.
	 */
	public static final String SUBMISSIONS = "dibbs-submissions";

	/** Results: key = id, value = the body the caller gets. */
	public static final String RESULTS = "dibbs-results";

	/**
	 * What those see who watch a submission run: key = id, value = the answer of one
	 * building block, or the result. Written only where somebody watches, and kept only
	 * for {@link #PROGRESS_RETENTION}: a result is on {@link #RESULTS}, too.
	 */
	public static final String PROGRESS = "dibbs-progress";

	/** How long {@link #PROGRESS} is kept; whoever watches reads it at once. */
	public static final Duration PROGRESS_RETENTION = Duration.ofHours(1);

	/**
	 * What happens to submissions: key = id, value = an event as {@link EventCodec} has
	 * it. Holds nothing of any message.
	 */
	public static final String EVENTS = "dibbs-submission-events";

	/** How long {@link #EVENTS} are kept: as long as the ledger that is made of them. */
	public static final Duration EVENT_RETENTION = Duration.ofDays(90);

	/**
	 * What runs of workflows can go on from: key = id, value = the state before a step.
	 * Written where a run has to wait for its next attempt, and after each step that must
	 * not be repeated.
	 */
	public static final String CHECKPOINTS = "dibbs-checkpoints";

	/** Submissions that were given up, with the reason in a header. */
	public static final String DEAD_LETTERS = "dibbs-dead-letters";

	/** The largest record, in bytes; the front door's body limit (32 MiB) has to fit. */
	public static final int MAX_RECORD_BYTES = 34 * 1024 * 1024;

	private Topics() {
	}

	/**
	 * The topics as an installation creates them before gateway and orchestrator start.
	 * @param partitions how many partitions submissions, results, progress, events and
	 * checkpoints have; the number of workers is bounded by it
	 * @param replicas copies of each partition
	 * @return what to create
	 */
	public static List<NewTopic> plan(int partitions, short replicas) {
		Map<String, String> configs = Map.of("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
		Map<String, String> passing = new HashMap<>(configs);
		passing.put("retention.ms", Long.toString(PROGRESS_RETENTION.toMillis()));
		// A segment is deleted as a whole, and only once it is not written to any more.
		passing.put("segment.ms", Long.toString(PROGRESS_RETENTION.toMillis()));
		return List.of(new NewTopic(SUBMISSIONS, partitions, replicas).configs(configs),
				new NewTopic(RESULTS, partitions, replicas).configs(configs),
				new NewTopic(PROGRESS, partitions, replicas).configs(passing),
				new NewTopic(EVENTS, partitions, replicas)
					.configs(Map.of("retention.ms", Long.toString(EVENT_RETENTION.toMillis()))),
				new NewTopic(CHECKPOINTS, partitions, replicas).configs(configs),
				new NewTopic(DEAD_LETTERS, 1, replicas).configs(configs));
	}

}

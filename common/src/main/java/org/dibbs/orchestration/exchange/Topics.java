package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	/**
	 * What runs of workflows can go on from: key = id, value = the state before a step.
	 * Written where a run has to wait for its next attempt, and after each step that must
	 * not be repeated.
	 */
	public static final String CHECKPOINTS = "dibbs-checkpoints";

	/** Submissions that were given up, with the reason in a header. */
	public static final String DEAD_LETTERS = "dibbs-dead-letters";

	/**
	 * Who did what: key = an id, value = an audit record. Has one partition, so that all
	 * of them have one order. Holds nothing of any message.
	 */
	public static final String AUDIT = "dibbs-audit";

	/**
	 * What callers take at each front door: key = the front door, value = what each
	 * caller took since the last record, and holds. Of use for seconds only.
	 */
	public static final String CALLER_USE = "dibbs-caller-use";

	/**
	 * The keys of callers: key = id, value = what is known of one, without its secret.
	 * Compacted, so the latest record of each stays for ever; one partition.
	 */
	public static final String KEYS = "dibbs-keys";

	/** The largest record, in bytes; the front door's body limit (32 MiB) has to fit. */
	public static final int MAX_RECORD_BYTES = 34 * 1024 * 1024;

	// Segments are deleted as a whole, and only once nothing is written to them any more;
	// so records are kept for longer than they have to be, by a seventh at most.
	private static final int SEGMENTS = 7;

	private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);

	private static final Duration SHORTEST_SEGMENT = Duration.ofSeconds(1);

	/** The consumer group of the workers, which commits how far they are. */
	public static final String WORKERS_GROUP = "orchestrator";

	private static final Set<String> WITH_PATIENT_DATA = Set.of(SUBMISSIONS, RESULTS, PROGRESS, CHECKPOINTS,
			DEAD_LETTERS);

	private Topics() {
	}

	/**
	 * Whether the values of a topic's records tell of patients.
	 * @param topic the topic's name
	 * @return false for one of bookkeeping
	 */
	public static boolean carriesPatientData(String topic) {
		return WITH_PATIENT_DATA.contains(topic);
	}

	/**
	 * The topics as an installation creates them before gateway and orchestrator start.
	 * None has a limit of size: it would delete what was accepted and not worked on yet.
	 * @param partitions how many partitions submissions, results, progress, events and
	 * checkpoints have; the number of workers is bounded by it
	 * @param replicas copies of each partition
	 * @param retention how long records are kept
	 * @return what to create
	 */
	public static List<NewTopic> plan(int partitions, short replicas, TopicRetention retention) {
		Map<String, String> bodies = large(retention.bodies());
		return List.of(new NewTopic(SUBMISSIONS, partitions, replicas).configs(bodies),
				new NewTopic(RESULTS, partitions, replicas).configs(bodies),
				new NewTopic(PROGRESS, partitions, replicas).configs(large(PROGRESS_RETENTION)),
				new NewTopic(EVENTS, partitions, replicas).configs(kept(retention.events())),
				new NewTopic(CHECKPOINTS, partitions, replicas).configs(bodies),
				new NewTopic(DEAD_LETTERS, 1, replicas).configs(large(retention.deadLetters())),
				new NewTopic(AUDIT, 1, replicas).configs(kept(retention.events())),
				new NewTopic(CALLER_USE, 1, replicas).configs(kept(PROGRESS_RETENTION)),
				new NewTopic(KEYS, 1, replicas).configs(Map.of("cleanup.policy", "compact")));
	}

	private static Map<String, String> large(Duration retention) {
		Map<String, String> configs = kept(retention);
		configs.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
		return configs;
	}

	private static Map<String, String> kept(Duration retention) {
		Map<String, String> configs = new HashMap<>();
		configs.put("retention.ms", Long.toString(retention.toMillis()));
		configs.put("retention.bytes", "-1");
		configs.put("segment.ms", Long.toString(segment(retention).toMillis()));
		// By the broker's clock: a sender's that is behind would have its messages
		// deleted
		// before they are worked on.
		configs.put("message.timestamp.type", "LogAppendTime");
		return configs;
	}

	private static Duration segment(Duration retention) {
		Duration part = retention.dividedBy(SEGMENTS);
		if (part.compareTo(SHORTEST_SEGMENT) < 0) {
			return SHORTEST_SEGMENT;
		}
		return (part.compareTo(LONGEST_SEGMENT) > 0) ? LONGEST_SEGMENT : part;
	}

}

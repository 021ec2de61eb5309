package org.dibbs.orchestration.orchestrator.ledger;

import java.util.EnumMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

/**
 * Where a batch is: what is known of it, and how many of its messages are how.
 *
 * @param batch the batch
 * @param counted how many submissions in it have which status; those are missing that the
 * ledger does not know yet
 */
record BatchStanding(LedgerBatch batch, Map<SubmissionStatus, Long> counted) {

	/**
	 * Whether all its messages have ended.
	 * @return true where nothing more is to come
	 */
	boolean isFinished() {
		return sum(true) >= this.batch.messages();
	}

	/**
	 * How many messages have which status; one that is no submission yet is accepted.
	 * @return a count for each status
	 */
	Map<SubmissionStatus, Long> byStatus() {
		Map<SubmissionStatus, Long> all = new EnumMap<>(SubmissionStatus.class);
		for (SubmissionStatus status : SubmissionStatus.values()) {
			all.put(status, this.counted.getOrDefault(status, 0L));
		}
		long unknown = Math.max(0, this.batch.messages() - sum(false));
		all.merge(SubmissionStatus.ACCEPTED, unknown, Long::sum);
		return all;
	}

	private long sum(boolean onlyFinished) {
		return this.counted.entrySet()
			.stream()
			.filter((count) -> !onlyFinished || count.getKey().isFinished())
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	JsonFragment json() {
		JsonObjectBuilder statuses = new JsonObjectBuilder();
		byStatus().forEach((status, count) -> statuses.member(status.name(), count));
		String id = this.batch.id().toString();
		return new JsonObjectBuilder().member("batch_id", id)
			.member("messages", this.batch.messages())
			.member("accepted_at", SubmissionJson.time(this.batch.acceptedAt()))
			.member("split_at", SubmissionJson.time(this.batch.splitAt()))
			.member("by_status", statuses.build())
			.member("finished", JsonFragment.literal(Boolean.toString(isFinished())))
			.member("links",
					new JsonObjectBuilder().member("self", "/submissions/batches/" + id)
						.member("submissions", "/submissions?batch=" + id)
						.build())
			.build();
	}

}

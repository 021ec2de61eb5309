package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.NextAttempt;
import org.jspecify.annotations.Nullable;

/**
 * The answers about submissions.
 */
final class SubmissionJson {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private SubmissionJson() {
	}

	static JsonFragment submission(LedgerEntry entry, List<LedgerStep> steps, List<LedgerReplay> replays) {
		return members(entry)
			.member("steps", JsonObjectBuilder.array(steps.stream().map(SubmissionJson::step).toList()))
			.member("replays", JsonObjectBuilder.array(replays.stream().map(SubmissionJson::replay).toList()))
			.member("links", links(entry))
			.build();
	}

	static JsonFragment page(SubmissionPage page) {
		List<JsonFragment> entries = page.entries()
			.stream()
			.map((entry) -> members(entry).member("links", links(entry)).build())
			.toList();
		SubmissionCursor next = page.next();
		return new JsonObjectBuilder().member("submissions", JsonObjectBuilder.array(entries))
			.member("next", (next != null) ? next.toString() : null)
			.build();
	}

	static JsonFragment summary(List<SubmissionCount> counts) {
		JsonObjectBuilder byStatus = new JsonObjectBuilder();
		for (SubmissionStatus status : SubmissionStatus.values()) {
			byStatus.member(status.name(), total(counts.stream().filter((count) -> count.status() == status).toList()));
		}
		List<SubmissionCount> ended = counts.stream().filter((count) -> count.reason() != null).toList();
		return new JsonObjectBuilder().member("submissions", total(counts))
			.member("by_status", byStatus.build())
			.member("by_config", groups("config", counts, SubmissionCount::config))
			.member("by_reason", groups("reason", ended, SubmissionCount::reason))
			.build();
	}

	private static long total(List<SubmissionCount> counts) {
		return counts.stream().mapToLong(SubmissionCount::submissions).sum();
	}

	private static JsonFragment groups(String name, List<SubmissionCount> counts,
			Function<SubmissionCount, @Nullable String> key) {
		Map<String, Long> sums = new HashMap<>();
		counts.forEach((count) -> sums.merge(Objects.requireNonNullElse(key.apply(count), ""), count.submissions(),
				Long::sum));
		return JsonObjectBuilder.array(sums.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.map((group) -> new JsonObjectBuilder().member(name, group.getKey().isEmpty() ? null : group.getKey())
				.member("submissions", group.getValue())
				.build())
			.toList());
	}

	private static JsonObjectBuilder members(LedgerEntry entry) {
		Ending ending = entry.ending();
		NextAttempt next = entry.resumption().next();
		UUID batch = entry.request().batch();
		return new JsonObjectBuilder().member("submission_id", entry.id().toString())
			.member("status", entry.status().name())
			.member("origin", entry.request().origin())
			.member("message_type", entry.request().messageType())
			.member("config", entry.request().config())
			.member("config_version", number(entry.request().configVersion()))
			.member("accepted_at", time(entry.times().accepted()))
			.member("started_at", time(entry.times().started()))
			.member("finished_at", time(entry.times().finished()))
			.member("attempts", entry.attempts())
			.member("next_attempt_at", time((next != null) ? next.dueAt() : null))
			.member("step", entry.step())
			.member("outcome", (ending != null) ? ending.outcome() : null)
			.member("status_code", number((ending != null) ? ending.statusCode() : null))
			.member("reason", entry.reason())
			.member("trace_id", entry.traceId())
			.member("batch_id", (batch != null) ? batch.toString() : null)
			.member("tenant", entry.request().tenant());
	}

	private static JsonFragment step(LedgerStep step) {
		return new JsonObjectBuilder().member("number", step.number())
			.member("service", step.service())
			.member("endpoint", step.endpoint())
			.member("outcome", step.outcome())
			.member("status_code", step.statusCode())
			.member("duration_ms", step.durationMillis())
			.member("attempt", step.attempt())
			.member("warning", step.warning())
			.build();
	}

	private static JsonFragment replay(LedgerReplay replay) {
		return new JsonObjectBuilder().member("attempt", replay.attempt())
			.member("at", time(replay.requested()))
			.member("by", replay.by())
			.member("config", replay.config())
			.member("from_step", replay.fromStep())
			.build();
	}

	private static JsonFragment links(LedgerEntry entry) {
		String self = "/submissions/" + entry.id();
		return new JsonObjectBuilder().member("self", self)
			.member("result", self + "/result")
			.member("events", self + "/events")
			.build();
	}

	static @Nullable String time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time) : null;
	}

	private static @Nullable JsonFragment number(@Nullable Integer number) {
		return (number != null) ? JsonFragment.literal(number.toString()) : null;
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks the ledger's tables.
 */
final class SubmissionQueries {

	private static final String COUNTS = "SELECT status, config, reason, submissions FROM submission_count"
			+ " WHERE accepted_hour >= ? AND accepted_hour < ?";

	private static final String COUNTS_OF_TENANT = COUNTS.replace("submission_count", "tenant_count")
			+ " AND tenant = ?";

	private static final String COUNTED = "SELECT status, COALESCE(config, '') AS config,"
			+ " COALESCE(reason, '') AS reason, 1 AS submissions FROM submission"
			+ " WHERE accepted_at >= ? AND accepted_at < ?";

	// Not for the index of tenants, in H2: that of the time leaves less than an hour.
	private static final String OF_TENANT = " AND COALESCE(tenant, '') = ?";

	private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

	private final JdbcTemplate jdbc;

	private final SubmissionTable submissions;

	private final StepTable steps;

	private final ReplayTable replays;

	private final OffsetTable offsets;

	SubmissionQueries(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.submissions = new SubmissionTable(jdbc);
		this.steps = new StepTable(jdbc);
		this.replays = new ReplayTable(jdbc);
		this.offsets = new OffsetTable(jdbc);
	}

	@Nullable LedgerEntry find(UUID id) {
		return this.submissions.find(id);
	}

	/**
	 * The same for somebody.
	 * @param id the submission
	 * @param caller who asks
	 * @return what is known of it; null where nothing is that the caller may see
	 */
	@Nullable LedgerEntry find(UUID id, Caller caller) {
		LedgerEntry entry = this.submissions.find(id);
		return (entry != null && entry.isSeenBy(caller)) ? entry : null;
	}

	List<LedgerStep> steps(UUID id) {
		return this.steps.read(id);
	}

	List<LedgerReplay> replays(UUID id) {
		return this.replays.read(id);
	}

	/**
	 * Up to where the events of a partition are in the ledger.
	 * @param partition the partition
	 * @return the offset of the first one that is not
	 */
	long nextOffset(int partition) {
		return this.offsets.next(partition);
	}

	Map<Integer, Long> offsets() {
		return this.offsets.read();
	}

	/** How many submissions there are. */
	long total() {
		Long total = this.jdbc.queryForObject("SELECT COALESCE(SUM(submissions), 0) FROM submission_count", Long.class);
		return (total != null) ? total : 0;
	}

	SubmissionPage page(SubmissionFilter filter, @Nullable SubmissionCursor cursor, int limit) {
		PageStatement page = new PageStatement(filter, cursor, limit + 1);
		List<LedgerEntry> entries = this.jdbc.query(page.statement(), (row, number) -> SubmissionTable.entry(row),
				page.parameters());
		boolean more = entries.size() > limit;
		List<LedgerEntry> shown = more ? entries.subList(0, limit) : entries;
		return new SubmissionPage(shown, more ? SubmissionCursor.of(shown.getLast()) : null);
	}

	/**
	 * Counts submissions: those of whole hours are counted already, only the pieces of
	 * hours at both ends are looked through.
	 * @param from when they were accepted at the earliest, or null
	 * @param to before when they were accepted, or null
	 * @param tenant whose they are, or null for those of all
	 * @return how many there are of each kind that there is
	 */
	List<SubmissionCount> summary(@Nullable Instant from, @Nullable Instant to, @Nullable String tenant) {
		Instant begin = (from != null) ? from : Instant.EPOCH;
		Instant end = (to != null) ? to : LATEST;
		Instant firstHour = begin.plus(1, ChronoUnit.HOURS).minusNanos(1).truncatedTo(ChronoUnit.HOURS);
		Instant lastHour = end.truncatedTo(ChronoUnit.HOURS);
		String counted = (tenant != null) ? COUNTED + OF_TENANT : COUNTED;
		List<String> parts = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		if (firstHour.isAfter(lastHour)) {
			part(parts, values, counted, begin, end, tenant);
		}
		else {
			part(parts, values, counted, begin, firstHour, tenant);
			part(parts, values, (tenant != null) ? COUNTS_OF_TENANT : COUNTS, firstHour, lastHour, tenant);
			part(parts, values, counted, lastHour, end, tenant);
		}
		if (parts.isEmpty()) {
			return List.of();
		}
		return this.jdbc.query(
				"SELECT status, config, reason, SUM(submissions) FROM (" + String.join(" UNION ALL ", parts)
						+ ") parts GROUP BY status, config, reason HAVING SUM(submissions) > 0",
				(row, number) -> new SubmissionCount(SubmissionStatus.valueOf(row.getString(1)),
						emptyAsNull(row.getString(2)), emptyAsNull(row.getString(3)), row.getLong(4)),
				values.toArray());
	}

	private static void part(List<String> parts, List<Object> values, String part, Instant from, Instant to,
			@Nullable String tenant) {
		if (from.isBefore(to)) {
			parts.add(part);
			values.add(from.atOffset(ZoneOffset.UTC));
			values.add(to.atOffset(ZoneOffset.UTC));
			if (tenant != null) {
				values.add(tenant);
			}
		}
	}

	private static @Nullable String emptyAsNull(String text) {
		return text.isEmpty() ? null : text;
	}

}

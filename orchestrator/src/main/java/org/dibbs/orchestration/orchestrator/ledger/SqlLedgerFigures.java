package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts from the tables: from those that are small, or from where an index begins.
 */
final class SqlLedgerFigures implements LedgerFigures {

	private static final String COUNTS = "SELECT status, SUM(submissions) FROM submission_count GROUP BY status";

	private static final String WAITING = "SELECT COUNT(*) FROM submission_due due"
			+ " JOIN submission s ON s.id = due.submission_id WHERE s.status = 'ACCEPTED'";

	private static final String OLDEST = "SELECT s.accepted_at FROM submission s WHERE s.status = ?"
			+ " AND NOT EXISTS (SELECT 1 FROM submission_due due WHERE due.submission_id = s.id)"
			+ " ORDER BY s.accepted_at, s.id LIMIT 1";

	private static final String RETRYING = "waiting";

	private final JdbcTemplate jdbc;

	private final Clock clock;

	SqlLedgerFigures(JdbcTemplate jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public Figures read() {
		try {
			Map<SubmissionStatus, Long> counts = counts();
			long accepted = counts.getOrDefault(SubmissionStatus.ACCEPTED, 0L);
			// Read a moment later, so it may be more than there was.
			long waiting = Math.min(accepted, waiting());
			Map<String, Long> byStatus = new HashMap<>();
			for (SubmissionStatus status : SubmissionStatus.values()) {
				byStatus.put(status.name().toLowerCase(Locale.ROOT), counts.getOrDefault(status, 0L));
			}
			byStatus.put(RETRYING, waiting);
			byStatus.put(SubmissionStatus.ACCEPTED.name().toLowerCase(Locale.ROOT), accepted - waiting);
			long running = counts.getOrDefault(SubmissionStatus.RUNNING, 0L);
			Duration oldest = longer(oldest(SubmissionStatus.ACCEPTED), oldest(SubmissionStatus.RUNNING));
			return new Figures(byStatus, accepted - waiting + running, oldest, oldest(SubmissionStatus.DEAD));
		}
		catch (DataAccessException ex) {
			throw LedgerUnavailableException.databaseAway(ex);
		}
	}

	private Map<SubmissionStatus, Long> counts() {
		Map<SubmissionStatus, Long> counts = new EnumMap<>(SubmissionStatus.class);
		this.jdbc.query(COUNTS, (row) -> {
			counts.put(SubmissionStatus.valueOf(row.getString(1)), row.getLong(2));
		});
		return counts;
	}

	private long waiting() {
		Long waiting = this.jdbc.queryForObject(WAITING, Long.class);
		return (waiting != null) ? waiting : 0;
	}

	private Duration oldest(SubmissionStatus status) {
		List<OffsetDateTime> found = this.jdbc.query(OLDEST, (row, number) -> row.getObject(1, OffsetDateTime.class),
				status.name());
		return found.isEmpty() ? Duration.ZERO
				: longer(Duration.ZERO, Duration.between(found.getFirst().toInstant(), this.clock.instant()));
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

}

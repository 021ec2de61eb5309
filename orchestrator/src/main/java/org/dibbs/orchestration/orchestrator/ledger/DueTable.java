package org.dibbs.orchestration.orchestrator.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table with a row for each attempt whose record is yet to be put on the queue.
 */
final class DueTable {

	private static final String INSERT = "INSERT INTO submission_due (attempt, due_at, config, config_version,"
			+ " checkpoint_topic, checkpoint_partition, checkpoint_offset, next_step, submission_id)"
			+ " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

	private static final String FREE = " due_at <= ? AND (claimed_until IS NULL OR claimed_until < ?)";

	// Without its record nothing can be put on the queue.
	private static final String DUE = "SELECT due.submission_id, due.attempt, due.config, due.config_version,"
			+ " due.checkpoint_topic, due.checkpoint_partition, due.checkpoint_offset, due.next_step,"
			+ " s.source_topic, s.source_partition, s.source_offset"
			+ " FROM submission_due due JOIN submission s ON s.id = due.submission_id"
			+ " WHERE s.source_topic IS NOT NULL AND" + FREE + " ORDER BY due_at LIMIT ?";

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	DueTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Puts rows in the place of those of the same submissions.
	 * @param settled submissions that have a row no more, or another one
	 * @param rows the rows
	 */
	void replace(Collection<UUID> settled, Collection<Row> rows) {
		delete(settled);
		this.jdbc.batchUpdate(INSERT, rows, BATCH, DueTable::bind);
	}

	void delete(Collection<UUID> submissions) {
		this.jdbc.batchUpdate("DELETE FROM submission_due WHERE submission_id = ?", submissions, BATCH,
				(statement, id) -> statement.setObject(1, id));
	}

	/**
	 * Some attempts that may begin and that nobody has taken.
	 * @param now what time it is
	 * @param limit how many at most
	 * @return those that have been due for longest
	 */
	List<DueSubmission> due(Instant now, int limit) {
		OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
		return this.jdbc.query(DUE, (row, number) -> dueSubmission(row), time, time, limit);
	}

	/**
	 * Takes one, unless somebody else has.
	 * @param due which one
	 * @param now what time it is
	 * @param until how long it is the caller's
	 * @return whether it is the caller's
	 */
	boolean claim(DueSubmission due, Instant now, Instant until) {
		OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
		return this.jdbc.update(
				"UPDATE submission_due SET claimed_until = ? WHERE submission_id = ? AND attempt = ? AND" + FREE,
				until.atOffset(ZoneOffset.UTC), due.id().value(), due.attempt(), time, time) == 1;
	}

	void release(DueSubmission due) {
		this.jdbc.update("UPDATE submission_due SET claimed_until = NULL WHERE submission_id = ? AND attempt = ?",
				due.id().value(), due.attempt());
	}

	void done(DueSubmission due) {
		this.jdbc.update("DELETE FROM submission_due WHERE submission_id = ? AND attempt = ?", due.id().value(),
				due.attempt());
	}

	private static void bind(PreparedStatement statement, Row row) throws SQLException {
		statement.setInt(1, row.attempt());
		SubmissionTable.bind(statement, 2, row.dueAt());
		statement.setString(3, row.config());
		statement.setObject(4, row.configVersion(), Types.INTEGER);
		SubmissionTable.bind(statement, 5, row.checkpoint());
		statement.setObject(9, row.submission());
	}

	private static DueSubmission dueSubmission(ResultSet row) throws SQLException {
		RecordPlace source = new RecordPlace(row.getString(9), row.getInt(10), row.getLong(11));
		return new DueSubmission(new SubmissionId(row.getObject(1, UUID.class)), row.getInt(2), source,
				row.getString(3), row.getObject(4, Integer.class), SubmissionTable.checkpoint(row, 5));
	}

	/**
	 * An attempt that is to come.
	 *
	 * @param submission the submission's id
	 * @param attempt the number of the attempt
	 * @param dueAt when it may begin
	 * @param config the config it is to have; null where nothing is known of that
	 * @param configVersion the version of the config; null for the current one
	 * @param checkpoint what it goes on from; null where it begins with the first step
	 */
	record Row(UUID submission, int attempt, Instant dueAt, @Nullable String config, @Nullable Integer configVersion,
			@Nullable Checkpoint checkpoint) {

		/**
		 * The attempt that an entry waits for. A retry, and what goes on in the middle,
		 * has the very config of the attempt before.
		 * @param entry the entry
		 * @param next the attempt
		 * @param other the name of another config, or null
		 */
		static Row of(LedgerEntry entry, LedgerEntry.NextAttempt next, @Nullable String other) {
			LedgerEntry.Request request = entry.request();
			Checkpoint checkpoint = entry.resumption().checkpoint();
			boolean same = other == null || other.equals(request.config());
			// Where no config was found, the version told is none.
			boolean pinned = same && request.config() != null && (next.reason() != null || checkpoint != null);
			return new Row(entry.id(), entry.attempts() + 1, next.dueAt(), (other != null) ? other : request.config(),
					pinned ? request.configVersion() : null, checkpoint);
		}

	}

}

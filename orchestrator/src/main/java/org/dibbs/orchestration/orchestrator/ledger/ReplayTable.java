package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table with a row for each replay of a submission.
 */
final class ReplayTable {

	private static final String INSERT = "INSERT INTO submission_replay (submission_id, attempt, requested_at, by_whom,"
			+ " config, from_step) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

	private static final String READ = "SELECT attempt, requested_at, by_whom, config, from_step FROM submission_replay"
			+ " WHERE submission_id = ? ORDER BY attempt";

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	ReplayTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	List<LedgerReplay> read(UUID submission) {
		return this.jdbc.query(READ, (row, number) -> {
			Instant requested = SubmissionTable.instant(row, 2);
			return new LedgerReplay(submission, row.getInt(1), (requested != null) ? requested : Instant.EPOCH,
					row.getString(3), row.getString(4), row.getInt(5));
		}, submission);
	}

	/**
	 * Writes replays, except those that are there already.
	 * @param replays the replays
	 */
	void write(Collection<LedgerReplay> replays) {
		this.jdbc.batchUpdate(INSERT, replays, BATCH, (statement, replay) -> {
			statement.setObject(1, replay.submission());
			statement.setInt(2, replay.attempt());
			SubmissionTable.bind(statement, 3, replay.requested());
			statement.setString(4, replay.by());
			statement.setString(5, replay.config());
			statement.setInt(6, replay.fromStep());
		});
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table with a row for each step that has ended.
 */
final class StepTable {

	private static final String COLUMNS = "service, endpoint, outcome, status_code, duration_ms, attempt, finished_at,"
			+ " warning, submission_id, number";

	private static final String READ = "SELECT " + COLUMNS
			+ " FROM submission_step WHERE submission_id = ? ORDER BY number";

	private static final String INSERT = "INSERT INTO submission_step (" + COLUMNS
			+ ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

	private static final String UPDATE = "UPDATE submission_step SET service = ?, endpoint = ?, outcome = ?,"
			+ " status_code = ?, duration_ms = ?, attempt = ?, finished_at = ?, warning = ?"
			+ " WHERE submission_id = ? AND number = ? AND attempt <= ?";

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	StepTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	List<LedgerStep> read(UUID submission) {
		return this.jdbc.query(READ, (row, number) -> step(row), submission);
	}

	/**
	 * Writes steps; one that is there already is replaced unless it is of a later
	 * attempt.
	 * @param steps the steps, no two with one number of one submission
	 */
	void write(List<LedgerStep> steps) {
		int[][] written = this.jdbc.batchUpdate(INSERT, steps, BATCH, StepTable::bind);
		List<LedgerStep> present = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++) {
			int count = written[i / BATCH][i % BATCH];
			if (count == 0 || count == Statement.SUCCESS_NO_INFO) {
				present.add(steps.get(i));
			}
		}
		this.jdbc.batchUpdate(UPDATE, present, BATCH, (statement, step) -> {
			bind(statement, step);
			statement.setInt(11, step.attempt());
		});
	}

	private static void bind(PreparedStatement statement, LedgerStep step) throws SQLException {
		statement.setString(1, step.service());
		statement.setString(2, step.endpoint());
		statement.setString(3, step.outcome());
		statement.setInt(4, step.statusCode());
		statement.setLong(5, step.durationMillis());
		statement.setInt(6, step.attempt());
		SubmissionTable.bind(statement, 7, step.finished());
		statement.setString(8, step.warning());
		statement.setObject(9, step.submission());
		statement.setInt(10, step.number());
	}

	private static LedgerStep step(ResultSet row) throws SQLException {
		Instant finished = SubmissionTable.instant(row, 7);
		return new LedgerStep(row.getObject(9, UUID.class), row.getInt(10), row.getString(1), row.getString(2),
				row.getString(3), row.getInt(4), row.getLong(5), row.getInt(6),
				(finished != null) ? finished : Instant.EPOCH, row.getString(8));
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the attempts that are due in the ledger's database.
 */
final class SqlDueSubmissions implements DueSubmissions {

	private final DueTable table;

	SqlDueSubmissions(JdbcTemplate jdbc) {
		this.table = new DueTable(jdbc);
	}

	@Override
	public boolean isAnyDue(Instant now) {
		return ask(() -> !this.table.due(now, 1).isEmpty());
	}

	// Each is taken by a statement of its own, so that nobody waits for another's.
	@Override
	public List<DueSubmission> claim(Instant now, Instant until, int limit) {
		return ask(() -> {
			List<DueSubmission> claimed = new ArrayList<>();
			for (DueSubmission due : this.table.due(now, limit)) {
				if (this.table.claim(due, now, until)) {
					claimed.add(due);
				}
			}
			return claimed;
		});
	}

	@Override
	public void done(DueSubmission due) {
		ask(() -> {
			this.table.done(due);
			return true;
		});
	}

	@Override
	public void release(DueSubmission due) {
		ask(() -> {
			this.table.release(due);
			return true;
		});
	}

	private static <T> T ask(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (DataAccessException ex) {
			throw LedgerUnavailableException.databaseAway(ex);
		}
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the ledger anew: its tables are emptied, and all events are read once more. While
 * it is wanted every partition stands at {@link #WANTED}, so nobody writes; whoever finds
 * the tables empty puts all partitions to their beginning in one transaction. So several
 * workers may do it at once, and each can go on where another one died.
 */
final class LedgerRebuild {

	/** The offset of every partition while the tables are emptied. */
	static final long WANTED = -1;

	/** What is made of events, each with a column that its key begins with. */
	private static final List<Table> TABLES = List.of(new Table("submission_due", "submission_id"),
			new Table("submission_replay", "submission_id"), new Table("submission_step", "submission_id"),
			new Table("submission_count", "accepted_hour"), new Table("tenant_count", "accepted_hour"),
			new Table("submission_batch", "id"), new Table("submission", "id"));

	private static final int BATCH = 1000;

	private final JdbcTemplate jdbc;

	private final TransactionOperations transactions;

	LedgerRebuild(JdbcTemplate jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	static boolean isWanted(Map<Integer, Long> offsets) {
		return offsets.containsValue(WANTED);
	}

	/**
	 * Makes everybody begin anew.
	 */
	void request() {
		this.transactions.executeWithoutResult((status) -> lockAndMark());
	}

	/**
	 * Empties the tables for a while.
	 * @param limit how long about
	 * @return whether all is done, by whomever
	 */
	boolean goOn(Duration limit) {
		long begin = System.nanoTime();
		boolean done;
		do {
			done = emptySome();
		}
		while (!done && System.nanoTime() - begin < limit.toNanos());
		return done;
	}

	/**
	 * Deletes some rows in one transaction.
	 * @return whether all is done, by whomever
	 */
	boolean emptySome() {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			if (!lock().contains(WANTED)) {
				return true;
			}
			// Also a partition that was seen for the first time just now.
			lockAndMark();
			for (Table table : TABLES) {
				if (deleteSome(table)) {
					return false;
				}
			}
			this.jdbc.update("UPDATE ledger_offset SET next_offset = 0");
			return true;
		}));
	}

	// In this order, as all who write the ledger.
	private List<Long> lock() {
		return this.jdbc.queryForList("SELECT next_offset FROM ledger_offset ORDER BY event_partition FOR UPDATE",
				Long.class);
	}

	private void lockAndMark() {
		lock();
		this.jdbc.update("UPDATE ledger_offset SET next_offset = ? WHERE next_offset <> ?", WANTED, WANTED);
	}

	private boolean deleteSome(Table table) {
		List<Object> keys = this.jdbc.queryForList("SELECT " + table.column() + " FROM " + table.name() + " ORDER BY "
				+ table.column() + " LIMIT " + BATCH, Object.class);
		List<Object[]> distinct = new LinkedHashSet<>(keys).stream().map((key) -> new Object[] { key }).toList();
		this.jdbc.batchUpdate("DELETE FROM " + table.name() + " WHERE " + table.column() + " = ?", distinct);
		return !keys.isEmpty();
	}

	private record Table(String name, String column) {

	}

}

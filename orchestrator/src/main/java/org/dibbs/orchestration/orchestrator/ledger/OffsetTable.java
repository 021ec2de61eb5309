package org.dibbs.orchestration.orchestrator.ledger;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The table that tells up to where each partition of the events is in the ledger.
 */
final class OffsetTable {

	private final JdbcTemplate jdbc;

	OffsetTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	Map<Integer, Long> read() {
		Map<Integer, Long> offsets = new HashMap<>();
		this.jdbc.query("SELECT event_partition, next_offset FROM ledger_offset",
				(RowCallbackHandler) (row) -> offsets.put(row.getInt(1), row.getLong(2)));
		return offsets;
	}

	/**
	 * The offset behind the last event of a partition that is in the ledger.
	 * @param partition the partition
	 * @return the offset; 0 before the first
	 */
	long next(int partition) {
		return this.jdbc
			.query("SELECT next_offset FROM ledger_offset WHERE event_partition = ?", (row, number) -> row.getLong(1),
					partition)
			.stream()
			.findFirst()
			.orElse(0L);
	}

	/**
	 * Moves a partition on, if it stands where the caller thinks; a transaction that
	 * moves it keeps others from moving it until it ends.
	 * @param partition the partition
	 * @param move from where to where
	 * @return false where it stands elsewhere
	 */
	boolean move(int partition, Move move) {
		if (move.from() == null) {
			return this.jdbc.update(
					"INSERT INTO ledger_offset (event_partition, next_offset) VALUES (?, ?) ON CONFLICT DO NOTHING",
					partition, move.to()) == 1;
		}
		return this.jdbc.update(
				"UPDATE ledger_offset SET next_offset = ? WHERE event_partition = ? AND next_offset = ?", move.to(),
				partition, move.from()) == 1;
	}

	/**
	 * From where to where a partition is moved.
	 *
	 * @param from the offset it stands at; null where it has no row yet
	 * @param to the offset behind the last event
	 */
	record Move(@Nullable Long from, long to) {

	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table that tells how many submissions of an hour are how.
 */
final class CountTable {

	private static final String ADD = "UPDATE submission_count SET submissions = submissions + ?"
			+ " WHERE accepted_hour = ? AND status = ? AND config = ? AND reason = ? AND tenant = ?";

	private static final String INSERT = "INSERT INTO submission_count (submissions, accepted_hour, status, config, reason,"
			+ " tenant) VALUES (?, ?, ?, ?, ?, ?)";

	private final JdbcTemplate jdbc;

	CountTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Changes the counts, in an order that all transactions share.
	 * @param changes the changes
	 */
	void apply(Changes changes) {
		List<Map.Entry<Key, Long>> effective = changes.counts.entrySet()
			.stream()
			.filter((change) -> change.getValue() != 0)
			.toList();
		List<Map.Entry<Key, Long>> missing = new ArrayList<>();
		int[][] updated = this.jdbc.batchUpdate(ADD, effective, Math.max(1, effective.size()), CountTable::bind);
		for (int i = 0; i < effective.size(); i++) {
			if (updated[0][i] == 0) {
				missing.add(effective.get(i));
			}
		}
		this.jdbc.batchUpdate(INSERT, missing, Math.max(1, missing.size()), CountTable::bind);
	}

	/**
	 * Deletes the counts of hours that have no submissions any more.
	 * @param hour the first hour that stays
	 */
	void deleteBefore(Instant hour) {
		this.jdbc.update("DELETE FROM submission_count WHERE accepted_hour < ?", hour.atOffset(ZoneOffset.UTC));
	}

	private static void bind(PreparedStatement statement, Map.Entry<Key, Long> change) throws SQLException {
		statement.setLong(1, change.getValue());
		SubmissionTable.bind(statement, 2, change.getKey().hour());
		statement.setString(3, change.getKey().status());
		statement.setString(4, change.getKey().config());
		statement.setString(5, change.getKey().reason());
		statement.setString(6, change.getKey().tenant());
	}

	/**
	 * What is counted together.
	 */
	private record Key(Instant hour, String status, String config, String reason, String tenant) {

		static final Comparator<Key> ORDER = Comparator.comparing(Key::hour)
			.thenComparing(Key::status)
			.thenComparing(Key::config)
			.thenComparing(Key::reason)
			.thenComparing(Key::tenant);

		static Key of(LedgerEntry entry) {
			String config = entry.request().config();
			return new Key(entry.times().accepted().truncatedTo(ChronoUnit.HOURS), entry.status().name(),
					Objects.requireNonNullElse(config, ""), Objects.requireNonNullElse(entry.reason(), ""),
					Objects.requireNonNullElse(entry.request().tenant(), ""));
		}

	}

	/** By how much counts change. */
	static final class Changes {

		private final Map<Key, Long> counts = new TreeMap<>(Key.ORDER);

		void add(LedgerEntry entry) {
			this.counts.merge(Key.of(entry), 1L, Long::sum);
		}

		void remove(LedgerEntry entry) {
			this.counts.merge(Key.of(entry), -1L, Long::sum);
		}

	}

}

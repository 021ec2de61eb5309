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

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables that tell how many submissions of an hour are how: of all, and of each
 * tenant.
 */
final class CountTable {

	private static final String KEY = " WHERE accepted_hour = ? AND status = ? AND config = ? AND reason = ?";

	private static final String ADD = "UPDATE submission_count SET submissions = submissions + ?" + KEY;

	private static final String INSERT = "INSERT INTO submission_count (submissions, accepted_hour, status, config,"
			+ " reason) VALUES (?, ?, ?, ?, ?)";

	private static final String ADD_OF_TENANT = "UPDATE tenant_count SET submissions = submissions + ?" + KEY
			+ " AND tenant = ?";

	private static final String INSERT_OF_TENANT = "INSERT INTO tenant_count (submissions, accepted_hour, status, config,"
			+ " reason, tenant) VALUES (?, ?, ?, ?, ?, ?)";

	private final JdbcTemplate jdbc;

	CountTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Changes the counts, in an order that all transactions share.
	 * @param changes the changes
	 */
	void apply(Changes changes) {
		apply(changes.ofAll, ADD, INSERT);
		apply(changes.ofTenants, ADD_OF_TENANT, INSERT_OF_TENANT);
	}

	private void apply(Map<Key, Long> counts, String add, String insert) {
		List<Map.Entry<Key, Long>> effective = counts.entrySet()
			.stream()
			.filter((change) -> change.getValue() != 0)
			.toList();
		List<Map.Entry<Key, Long>> missing = new ArrayList<>();
		int[][] updated = this.jdbc.batchUpdate(add, effective, Math.max(1, effective.size()), CountTable::bind);
		for (int i = 0; i < effective.size(); i++) {
			if (updated[0][i] == 0) {
				missing.add(effective.get(i));
			}
		}
		this.jdbc.batchUpdate(insert, missing, Math.max(1, missing.size()), CountTable::bind);
	}

	/**
	 * Deletes the counts of hours that have no submissions any more.
	 * @param hour the first hour that stays
	 */
	void deleteBefore(Instant hour) {
		this.jdbc.update("DELETE FROM submission_count WHERE accepted_hour < ?", hour.atOffset(ZoneOffset.UTC));
		this.jdbc.update("DELETE FROM tenant_count WHERE accepted_hour < ?", hour.atOffset(ZoneOffset.UTC));
	}

	private static void bind(PreparedStatement statement, Map.Entry<Key, Long> change) throws SQLException {
		statement.setLong(1, change.getValue());
		SubmissionTable.bind(statement, 2, change.getKey().hour());
		statement.setString(3, change.getKey().status());
		statement.setString(4, change.getKey().config());
		statement.setString(5, change.getKey().reason());
		String tenant = change.getKey().tenant();
		if (tenant != null) {
			statement.setString(6, tenant);
		}
	}

	/**
	 * What is counted together, of one tenant or, where there is none, of all.
	 */
	private record Key(Instant hour, String status, String config, String reason, @Nullable String tenant) {

		static final Comparator<Key> ORDER = Comparator.comparing(Key::hour)
			.thenComparing(Key::status)
			.thenComparing(Key::config)
			.thenComparing(Key::reason)
			.thenComparing((key) -> Objects.requireNonNullElse(key.tenant, ""));

		static Key ofAll(LedgerEntry entry) {
			String config = entry.request().config();
			return new Key(entry.times().accepted().truncatedTo(ChronoUnit.HOURS), entry.status().name(),
					Objects.requireNonNullElse(config, ""), Objects.requireNonNullElse(entry.reason(), ""), null);
		}

		Key of(@Nullable String tenant) {
			return new Key(this.hour, this.status, this.config, this.reason, Objects.requireNonNullElse(tenant, ""));
		}

	}

	/** By how much counts change. */
	static final class Changes {

		private final Map<Key, Long> ofAll = new TreeMap<>(Key.ORDER);

		private final Map<Key, Long> ofTenants = new TreeMap<>(Key.ORDER);

		void add(LedgerEntry entry) {
			change(entry, 1);
		}

		void remove(LedgerEntry entry) {
			change(entry, -1);
		}

		private void change(LedgerEntry entry, long by) {
			Key key = Key.ofAll(entry);
			this.ofAll.merge(key, by, Long::sum);
			this.ofTenants.merge(key.of(entry.request().tenant()), by, Long::sum);
		}

	}

}

package org.dibbs.orchestration.orchestrator.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditOutcome;
import org.dibbs.orchestration.audit.AuditRecord;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The table of the audit records. Entries, the end of the chain and up to where the topic
 * is in it change in one transaction, so each record is there once, however often it is
 * read and by however many workers.
 */
final class AuditTable {

	private static final String COLUMNS = "number, id, occurred_at, source, tenant, subject, action, target, outcome, "
			+ "status, previous_hash, hash";

	private static final int PAGE = 5_000;

	private final JdbcTemplate jdbc;

	private final TransactionOperations transactions;

	AuditTable(JdbcTemplate jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * Where the chain ends.
	 * @return its last entry, and up to where the topic is in it
	 */
	End end() {
		return Objects.requireNonNull(
				this.jdbc.queryForObject("SELECT next_offset, last_number, last_hash FROM audit_chain WHERE id = 1",
						(row, number) -> new End(row.getLong(1), row.getLong(2), row.getString(3))));
	}

	/**
	 * Adds records, unless somebody else has moved the offset meanwhile; those that are
	 * there already are left out.
	 * @param records the records in their order
	 * @param from the offset that is expected
	 * @param to the offset behind them
	 * @return whether they were added
	 */
	boolean append(List<AuditRecord> records, long from, long to) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			// First: it keeps others out until the transaction ends.
			if (this.jdbc.update("UPDATE audit_chain SET next_offset = ? WHERE id = 1 AND next_offset = ?", to,
					from) != 1) {
				return false;
			}
			End end = end();
			List<AuditEntry> entries = chained(records, end);
			if (!entries.isEmpty()) {
				insert(entries);
				AuditEntry last = entries.getLast();
				this.jdbc.update("UPDATE audit_chain SET last_number = ?, last_hash = ? WHERE id = 1", last.number(),
						last.hash());
			}
			return true;
		}));
	}

	private List<AuditEntry> chained(List<AuditRecord> records, End end) {
		Set<UUID> known = known(records.stream().map(AuditRecord::id).distinct().toList());
		List<AuditEntry> entries = new ArrayList<>(records.size());
		long number = end.number();
		String hash = end.hash();
		for (AuditRecord record : records) {
			if (known.add(record.id())) {
				AuditEntry entry = AuditEntry.after(number, hash, record);
				entries.add(entry);
				number = entry.number();
				hash = entry.hash();
			}
		}
		return entries;
	}

	private Set<UUID> known(List<UUID> ids) {
		if (ids.isEmpty()) {
			return new HashSet<>();
		}
		String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
		return new HashSet<>(this.jdbc.query("SELECT id FROM audit_entry WHERE id IN (" + marks + ")",
				(row, number) -> row.getObject(1, UUID.class), ids.toArray()));
	}

	private void insert(List<AuditEntry> entries) {
		this.jdbc.batchUpdate("INSERT INTO audit_entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				entries.stream().map(AuditTable::values).toList());
	}

	private static Object[] values(AuditEntry entry) {
		AuditRecord record = entry.record();
		return new Object[] { entry.number(), record.id(), record.at().atOffset(ZoneOffset.UTC), record.source(),
				record.tenant(), record.subject(), record.action().wire(), record.target(), record.outcome().wire(),
				record.status(), entry.previousHash(), entry.hash() };
	}

	/**
	 * Entries, newest first.
	 * @param filter which
	 * @param before only those before this number
	 * @param limit how many at most
	 * @return the entries
	 */
	List<AuditEntry> page(AuditFilter filter, long before, int limit) {
		List<Object> values = new ArrayList<>();
		String where = filter.where(before, values);
		values.add(limit);
		return this.jdbc.query(
				"SELECT " + COLUMNS + " FROM audit_entry WHERE " + where + " ORDER BY number DESC LIMIT ?",
				(row, number) -> entry(row), values.toArray());
	}

	/**
	 * Computes the chain once more.
	 * @param from the number of the first entry to look at
	 * @param limit how many to look at, at most about
	 * @return what came of it
	 */
	AuditVerification verify(long from, long limit) {
		End end = end();
		long last = from - 1;
		String hash = (from == 1) ? AuditHash.NONE : hash(last);
		while (last < end.number() && last - from + 1 < limit) {
			List<AuditEntry> entries = this.jdbc.query(
					"SELECT " + COLUMNS + " FROM audit_entry WHERE number > ? ORDER BY number LIMIT ?",
					(row, number) -> entry(row), last, PAGE);
			if (entries.isEmpty()) {
				return new AuditVerification(from, last, hash, last + 1, end.number());
			}
			for (AuditEntry entry : entries) {
				if (!entry.follows(last, hash)) {
					return new AuditVerification(from, last, hash, last + 1, end.number());
				}
				last = entry.number();
				hash = entry.hash();
				if (last == end.number() && !hash.equals(end.hash())) {
					return new AuditVerification(from, last - 1, entry.previousHash(), last, end.number());
				}
			}
		}
		// Entries may have been added since the end was read.
		return new AuditVerification(from, last, hash, null, Math.max(end.number(), last));
	}

	private String hash(long number) {
		return this.jdbc
			.query("SELECT hash FROM audit_entry WHERE number = ?", (row, index) -> row.getString(1), number)
			.stream()
			.findFirst()
			.orElse("");
	}

	// What was put there by somebody else need not be an action of ours, or a text that a
	// record would have: such a row has no hash that could be right.
	private static AuditEntry entry(ResultSet row) throws SQLException {
		List<String> texts = List.of(row.getString("source"), row.getString("tenant"), row.getString("subject"),
				row.getString("target"));
		AuditAction action = AuditAction.of(row.getString("action"));
		AuditOutcome outcome = AuditOutcome.of(row.getString("outcome"));
		boolean ours = action != null && outcome != null
				&& texts.stream().allMatch((text) -> AuditRecord.plain(text).equals(text));
		AuditRecord record = new AuditRecord(row.getObject("id", UUID.class),
				row.getObject("occurred_at", OffsetDateTime.class).toInstant(), texts.get(0), texts.get(1),
				texts.get(2), (action != null) ? action : AuditAction.OTHER, texts.get(3),
				(outcome != null) ? outcome : AuditOutcome.FAILED, row.getInt("status"));
		return new AuditEntry(row.getLong("number"), record, row.getString("previous_hash"),
				ours ? row.getString("hash") : "");
	}

	/**
	 * Where the chain ends.
	 *
	 * @param offset up to where the topic is in it
	 * @param number the number of its last entry; 0 where there is none
	 * @param hash the hash of that
	 */
	record End(long offset, long number, String hash) {

	}

}

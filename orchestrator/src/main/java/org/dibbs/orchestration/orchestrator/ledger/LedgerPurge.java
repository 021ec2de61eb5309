package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes submissions whose retention is over from the ledger, some in one transaction.
 * Several workers may do it at once.
 */
class LedgerPurge {

	private static final Logger logger = LoggerFactory.getLogger(LedgerPurge.class);

	private static final String OLD = "SELECT " + SubmissionTable.COLUMNS
			+ " FROM submission WHERE accepted_at < ? ORDER BY accepted_at DESC, id DESC LIMIT ?";

	private final JdbcTemplate jdbc;

	private final CountTable counts;

	private final BatchTable batches;

	private final TransactionOperations transactions;

	private final LedgerProperties properties;

	private final Clock clock;

	LedgerPurge(JdbcTemplate jdbc, TransactionOperations transactions, LedgerProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.counts = new CountTable(jdbc);
		this.batches = new BatchTable(jdbc);
		this.transactions = transactions;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Deletes what is old, some at a time; what fails is tried again the next time.
	 */
	@Scheduled(fixedDelayString = "${dibbs.ledger.purge-interval}",
			initialDelayString = "${dibbs.ledger.purge-interval}")
	void purge() {
		try {
			Instant limit = this.clock.instant().minus(this.properties.retention());
			// First, since one without its submissions would look as if they were yet to
			// come.
			this.transactions.executeWithoutResult((status) -> this.batches.deleteBefore(limit));
			long deleted = 0;
			int batch;
			do {
				Integer count = this.transactions.execute((status) -> deleteSome(limit));
				batch = (count != null) ? count : 0;
				deleted += batch;
			}
			while (batch == this.properties.purgeBatch());
			this.transactions
				.executeWithoutResult((status) -> this.counts.deleteBefore(limit.truncatedTo(ChronoUnit.HOURS)));
			if (deleted > 0) {
				logger.info("{} submissions accepted before {} were deleted from the ledger", deleted, limit);
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Old submissions could not be deleted from the ledger ({}); this is tried again",
					ex.getClass().getSimpleName());
		}
	}

	// Whoever writes the ledger begins with the offsets, so nothing changes meanwhile and
	// the counts stay right.
	private int deleteSome(Instant limit) {
		this.jdbc.queryForList("SELECT event_partition FROM ledger_offset ORDER BY event_partition FOR UPDATE",
				Integer.class);
		List<LedgerEntry> entries = this.jdbc.query(OLD, (row, number) -> SubmissionTable.entry(row),
				limit.atOffset(ZoneOffset.UTC), this.properties.purgeBatch());
		List<Object[]> keys = entries.stream().map((entry) -> new Object[] { entry.id() }).toList();
		for (String table : List.of("submission_step", "submission_due", "submission_replay")) {
			this.jdbc.batchUpdate("DELETE FROM " + table + " WHERE submission_id = ?", keys);
		}
		this.jdbc.batchUpdate("DELETE FROM submission WHERE id = ?", keys);
		CountTable.Changes changes = new CountTable.Changes();
		entries.forEach(changes::remove);
		this.counts.apply(changes);
		return entries.size();
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The table with a row for each batch.
 */
final class BatchTable {

	/** The columns in the order that {@link #batch} reads and the statements write. */
	private static final String COLUMNS = "messages, accepted_at, split_at, source_topic, source_partition,"
			+ " source_offset, tenant, id";

	private static final String READ = "SELECT " + COLUMNS + " FROM submission_batch WHERE id = ?";

	private static final String INSERT = "INSERT INTO submission_batch (" + COLUMNS
			+ ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

	private static final String UPDATE = "UPDATE submission_batch SET messages = ?, accepted_at = ?, split_at = ?,"
			+ " source_topic = ?, source_partition = ?, source_offset = ?, tenant = ? WHERE id = ?";

	// Answered by the index alone.
	private static final String COUNT = "SELECT status, COUNT(*) FROM submission WHERE batch_id = ? GROUP BY status";

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	BatchTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Writes what events tell of batches.
	 * @param events events of any kind, in their order
	 */
	void write(List<SubmissionEvent> events) {
		Map<UUID, @Nullable LedgerBatch> before = new LinkedHashMap<>();
		Map<UUID, @Nullable LedgerBatch> after = new LinkedHashMap<>();
		for (SubmissionEvent event : events) {
			UUID id = event.id().value();
			if (!EventFold.isOfSubmission(event)) {
				before.computeIfAbsent(id, this::find);
				after.put(id, LedgerBatch.fold(after.containsKey(id) ? after.get(id) : before.get(id), event));
			}
		}
		List<LedgerBatch> added = new ArrayList<>();
		List<LedgerBatch> changed = new ArrayList<>();
		after.forEach((id, batch) -> {
			LedgerBatch known = before.get(id);
			if (batch != null && !batch.equals(known)) {
				(known == null ? added : changed).add(batch);
			}
		});
		this.jdbc.batchUpdate(INSERT, added, BATCH, BatchTable::bind);
		this.jdbc.batchUpdate(UPDATE, changed, BATCH, BatchTable::bind);
	}

	/**
	 * Where a batch is.
	 * @param id the batch
	 * @param caller who asks
	 * @return what is known of it; null where nothing is that the caller may see
	 */
	@Nullable BatchStanding standing(UUID id, Caller caller) {
		LedgerBatch batch = find(id);
		if (batch == null || !caller.sees(batch.tenant())) {
			return null;
		}
		Map<SubmissionStatus, Long> counted = new EnumMap<>(SubmissionStatus.class);
		this.jdbc.query(COUNT,
				(RowCallbackHandler) (row) -> counted.put(SubmissionStatus.valueOf(row.getString(1)), row.getLong(2)),
				id);
		return new BatchStanding(batch, counted);
	}

	/**
	 * Deletes old batches.
	 * @param limit before when they were accepted
	 */
	void deleteBefore(Instant limit) {
		this.jdbc.update("DELETE FROM submission_batch WHERE accepted_at < ?", limit.atOffset(ZoneOffset.UTC));
	}

	@Nullable LedgerBatch find(UUID id) {
		return this.jdbc.query(READ, (row, number) -> batch(row), id).stream().findFirst().orElse(null);
	}

	private static void bind(PreparedStatement statement, LedgerBatch batch) throws SQLException {
		RecordPlace source = batch.source();
		statement.setInt(1, batch.messages());
		SubmissionTable.bind(statement, 2, batch.acceptedAt());
		SubmissionTable.bind(statement, 3, batch.splitAt());
		statement.setString(4, (source != null) ? source.topic() : null);
		statement.setObject(5, (source != null) ? source.partition() : null, Types.INTEGER);
		statement.setObject(6, (source != null) ? source.offset() : null, Types.BIGINT);
		statement.setString(7, batch.tenant());
		statement.setObject(8, batch.id());
	}

	private static LedgerBatch batch(ResultSet row) throws SQLException {
		String topic = row.getString(4);
		RecordPlace source = (topic != null) ? new RecordPlace(topic, row.getInt(5), row.getLong(6)) : null;
		return new LedgerBatch(row.getObject(8, UUID.class), row.getInt(1),
				row.getObject(2, OffsetDateTime.class).toInstant(), SubmissionTable.instant(row, 3), row.getString(7),
				source);
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.NextAttempt;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Times;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The table with a row for each submission.
 */
final class SubmissionTable {

	/** The columns in the order that {@link #entry} reads and the statements write. */
	static final String COLUMNS = "status, origin, message_type, config, config_version, accepted_at, started_at,"
			+ " finished_at, updated_at, attempts, step, outcome, status_code, reason, trace_id, source_topic,"
			+ " source_partition, source_offset, result_topic, result_partition, result_offset, batch_id, next_attempt_at,"
			+ " checkpoint_topic, checkpoint_partition, checkpoint_offset, next_step, open_step, once_begun, begun_again,"
			+ " tenant, id";

	private static final String READ = "SELECT " + COLUMNS + " FROM submission WHERE id = ANY(?)";

	private static final String INSERT = "INSERT INTO submission (" + COLUMNS + ") VALUES (?" + ", ?".repeat(31) + ")";

	private static final String UPDATE = "UPDATE submission SET "
			+ COLUMNS.substring(0, COLUMNS.length() - ", id".length()).replace(",", " = ?,") + " = ? WHERE id = ?";

	private static final int BATCH = 500;

	private final JdbcTemplate jdbc;

	SubmissionTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	Map<UUID, LedgerEntry> read(Collection<UUID> ids) {
		Map<UUID, LedgerEntry> entries = new HashMap<>();
		Object[] keys = ids.toArray();
		this.jdbc.query(READ,
				(statement) -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", keys)),
				(RowCallbackHandler) (row) -> {
					LedgerEntry entry = entry(row);
					entries.put(entry.id(), entry);
				});
		return entries;
	}

	@Nullable LedgerEntry find(UUID id) {
		return this.jdbc.query("SELECT " + COLUMNS + " FROM submission WHERE id = ?", (row, number) -> entry(row), id)
			.stream()
			.findFirst()
			.orElse(null);
	}

	void insert(Collection<LedgerEntry> entries) {
		this.jdbc.batchUpdate(INSERT, entries, BATCH, SubmissionTable::bind);
	}

	void update(Collection<LedgerEntry> entries) {
		this.jdbc.batchUpdate(UPDATE, entries, BATCH, SubmissionTable::bind);
	}

	private static void bind(PreparedStatement statement, LedgerEntry entry) throws SQLException {
		Request request = entry.request();
		Times times = entry.times();
		Ending ending = entry.ending();
		statement.setString(1, entry.status().name());
		statement.setString(2, request.origin());
		statement.setString(3, request.messageType());
		statement.setString(4, request.config());
		statement.setObject(5, request.configVersion(), Types.INTEGER);
		bind(statement, 6, times.accepted());
		bind(statement, 7, times.started());
		bind(statement, 8, times.finished());
		bind(statement, 9, times.updated());
		statement.setInt(10, entry.attempts());
		statement.setString(11, entry.step());
		statement.setString(12, (ending != null) ? ending.outcome() : null);
		statement.setObject(13, (ending != null) ? ending.statusCode() : null, Types.INTEGER);
		statement.setString(14, entry.reason());
		statement.setString(15, entry.traceId());
		bind(statement, 16, request.source());
		bind(statement, 19, (ending != null) ? ending.result() : null);
		statement.setObject(22, request.batch());
		bind(statement, 23, entry.resumption());
		statement.setString(31, request.tenant());
		statement.setObject(32, entry.id());
	}

	private static void bind(PreparedStatement statement, int index, Resumption resumption) throws SQLException {
		NextAttempt next = resumption.next();
		bind(statement, index, (next != null) ? next.dueAt() : null);
		bind(statement, index + 1, resumption.checkpoint());
		statement.setObject(index + 5, resumption.openStep(), Types.INTEGER);
		statement.setBoolean(index + 6, resumption.onceBegun());
		statement.setInt(index + 7, resumption.begunAgain());
	}

	static void bind(PreparedStatement statement, int index, @Nullable Checkpoint checkpoint) throws SQLException {
		bind(statement, index, (checkpoint != null) ? checkpoint.place() : null);
		statement.setObject(index + 3, (checkpoint != null) ? checkpoint.nextStep() : null, Types.INTEGER);
	}

	private static void bind(PreparedStatement statement, int index, @Nullable RecordPlace place) throws SQLException {
		statement.setString(index, (place != null) ? place.topic() : null);
		statement.setObject(index + 1, (place != null) ? place.partition() : null, Types.INTEGER);
		statement.setObject(index + 2, (place != null) ? place.offset() : null, Types.BIGINT);
	}

	static void bind(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
		statement.setObject(index, (time != null) ? time.atOffset(ZoneOffset.UTC) : null,
				Types.TIMESTAMP_WITH_TIMEZONE);
	}

	static LedgerEntry entry(ResultSet row) throws SQLException {
		Request request = new Request(row.getString(31), row.getString(2), row.getString(3), row.getString(4),
				row.getObject(5, Integer.class), place(row, 16), row.getObject(22, UUID.class));
		Instant updated = instant(row, 9);
		Times times = new Times(row.getObject(6, OffsetDateTime.class).toInstant(), instant(row, 7), instant(row, 8),
				(updated != null) ? updated : Instant.EPOCH);
		SubmissionStatus status = SubmissionStatus.valueOf(row.getString(1));
		Ending ending = status.isFinished()
				? new Ending(row.getString(12), row.getObject(13, Integer.class), row.getString(14), place(row, 19))
				: null;
		Instant due = instant(row, 23);
		NextAttempt next = (due != null) ? new NextAttempt(due, row.getString(14)) : null;
		Resumption resumption = new Resumption(next, checkpoint(row, 24), row.getObject(28, Integer.class),
				row.getBoolean(29), row.getInt(30));
		return new LedgerEntry(row.getObject(32, UUID.class), status, request, times, row.getInt(10), row.getString(11),
				row.getString(15), ending, resumption);
	}

	static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	static @Nullable Checkpoint checkpoint(ResultSet row, int column) throws SQLException {
		RecordPlace place = place(row, column);
		return (place != null) ? new Checkpoint(place, row.getInt(column + 3)) : null;
	}

	static @Nullable RecordPlace place(ResultSet row, int column) throws SQLException {
		String topic = row.getString(column);
		return (topic != null) ? new RecordPlace(topic, row.getInt(column + 1), row.getLong(column + 2)) : null;
	}

}

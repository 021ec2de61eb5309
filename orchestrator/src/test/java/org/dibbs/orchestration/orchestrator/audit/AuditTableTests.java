package org.dibbs.orchestration.orchestrator.audit;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTableTests {

	private final HikariDataSource pool = new HikariDataSource();

	private JdbcTemplate jdbc;

	private AuditTable table;

	@BeforeEach
	void open() {
		connect(this.pool);
		Flyway.configure().dataSource(this.pool).load().migrate();
		this.jdbc = new JdbcTemplate(this.pool);
		this.table = new AuditTable(this.jdbc, new TransactionTemplate(new JdbcTransactionManager(this.pool)));
	}

	void connect(HikariDataSource source) {
		source.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		source.setUsername("sa");
		source.setPassword("");
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void aRecordIsThereOnceHoweverOftenItIsRead() {
		List<AuditRecord> records = List.of(record("one"), record("two"));
		assertThat(this.table.append(records, 0, 2)).isTrue();
		assertThat(this.table.append(records, 0, 2)).as("another worker was faster").isFalse();
		assertThat(this.table.append(List.of(records.get(1), record("three")), 2, 4)).as("sent twice").isTrue();
		assertThat(this.table.page(AuditFilter.ALL, Long.MAX_VALUE, 10)).extracting((entry) -> entry.record().subject())
			.containsExactly("three", "two", "one");
		assertThat(this.table.end()).returns(4L, AuditTable.End::offset).returns(3L, AuditTable.End::number);
		assertThat(this.table.verify(1, 10)).returns(true, AuditVerification::isIntact)
			.returns(3L, AuditVerification::to)
			.returns(null, AuditVerification::next);
	}

	@Test
	void anEmptyChainIsIntact() {
		assertThat(this.table.verify(1, 10)).isEqualTo(new AuditVerification(1, 0, AuditHash.NONE, null, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE audit_entry SET subject = 'somebody' WHERE number = 7",
			"UPDATE audit_entry SET tenant = 'other' WHERE number = 7",
			"UPDATE audit_entry SET action = 'replay' WHERE number = 7",
			"UPDATE audit_entry SET action = 'bogus' WHERE number = 7",
			"UPDATE audit_entry SET target = '' WHERE number = 7",
			"UPDATE audit_entry SET outcome = 'refused' WHERE number = 7",
			"UPDATE audit_entry SET status = 404 WHERE number = 7",
			"UPDATE audit_entry SET source = 'keys' WHERE number = 7",
			"UPDATE audit_entry SET id = '01890a5d-ac96-774b-bcce-b302099a8057' WHERE number = 7",
			"UPDATE audit_entry SET occurred_at = '2001-01-01 00:00:00Z' WHERE number = 7",
			"UPDATE audit_entry SET hash = REPEAT('a', 64) WHERE number = 7",
			"DELETE FROM audit_entry WHERE number = 7", "DELETE FROM audit_entry WHERE number >= 7",
			"UPDATE audit_entry SET previous_hash = REPEAT('a', 64) WHERE number = 7" })
	void whatIsChangedOrTakenOutShows(String sql) {
		append(10);
		this.jdbc.update(sql);
		AuditVerification found = this.table.verify(1, 1000);
		assertThat(found.isIntact()).isFalse();
		assertThat(found.brokenAt()).isEqualTo(7);
		assertThat(found.to()).isEqualTo(6);
	}

	@Test
	void anEntryWhoseHashWasMadeToFitShowsInTheNextOne() {
		append(10);
		AuditEntry old = this.table.page(AuditFilter.ALL, 8, 1).getFirst();
		AuditEntry forged = AuditEntry.after(6, old.previousHash(), record("somebody"));
		this.jdbc.update("UPDATE audit_entry SET id = ?, subject = ?, occurred_at = ?, hash = ? WHERE number = 7",
				forged.record().id(), "somebody", forged.record().at().atOffset(ZoneOffset.UTC), forged.hash());
		assertThat(this.table.verify(1, 1000).brokenAt()).isEqualTo(8);
	}

	@Test
	void theLastEntryCannotBeExchangedEither() {
		append(7);
		AuditEntry old = this.table.page(AuditFilter.ALL, 8, 1).getFirst();
		AuditEntry forged = AuditEntry.after(6, old.previousHash(), record("somebody"));
		this.jdbc.update("UPDATE audit_entry SET id = ?, subject = ?, occurred_at = ?, hash = ? WHERE number = 7",
				forged.record().id(), "somebody", forged.record().at().atOffset(ZoneOffset.UTC), forged.hash());
		assertThat(this.table.verify(1, 1000).brokenAt()).isEqualTo(7);
	}

	@Test
	void aLongChainIsVerifiedInParts() {
		append(6000);
		AuditVerification first = this.table.verify(1, 5000);
		assertThat(first).returns(5000L, AuditVerification::to).returns(5001L, AuditVerification::next);
		assertThat(this.table.verify(5001, 5000)).returns(true, AuditVerification::isIntact)
			.returns(6000L, AuditVerification::to)
			.returns(null, AuditVerification::next);
	}

	@Test
	void pagesFollowEachOtherAndAreFiltered() {
		append(10);
		this.table.append(List.of(AuditRecord.of("gateway", "t", "eve", AuditAction.REPLAY, "x", 403)), 10, 11);
		List<AuditEntry> page = this.table.page(AuditFilter.ALL, Long.MAX_VALUE, 4);
		assertThat(page).extracting(AuditEntry::number).containsExactly(11L, 10L, 9L, 8L);
		assertThat(this.table.page(AuditFilter.ALL, 8, 4)).extracting(AuditEntry::number)
			.containsExactly(7L, 6L, 5L, 4L);
		AuditFilter filter = new AuditQuery(Map.of("subject", "eve", "action", "replay", "outcome", "refused", "target",
				"x", "tenant", "t", "from", "2020-01-01T00:00:00Z", "to", "2999-01-01T00:00:00Z"))
			.filter();
		assertThat(this.table.page(filter, Long.MAX_VALUE, 10)).extracting(AuditEntry::number).containsExactly(11L);
	}

	private void append(int count) {
		assertThat(this.table.append(IntStream.range(0, count).mapToObj((i) -> record("s" + i)).toList(), 0, count))
			.isTrue();
	}

	private static AuditRecord record(String subject) {
		return AuditRecord.of("orchestrator", "t", subject, AuditAction.READ_RESULT, "target", 200);
	}

}

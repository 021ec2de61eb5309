package org.dibbs.orchestration.orchestrator.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditCodec;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class AuditProjectionTests {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.AUDIT, 0);

	private final HikariDataSource pool = new HikariDataSource();

	private JdbcTemplate jdbc;

	private AuditTable table;

	private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");

	private AuditProjection projection;

	@BeforeEach
	void open() {
		this.pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		this.pool.setUsername("sa");
		this.pool.setPassword("");
		Flyway.configure().dataSource(this.pool).load().migrate();
		this.jdbc = new JdbcTemplate(this.pool);
		this.table = new AuditTable(this.jdbc, new TransactionTemplate(new JdbcTransactionManager(this.pool)));
		this.projection = new AuditProjection(() -> this.kafka, this.table, Duration.ofMillis(5));
		this.kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
		this.kafka.updateEndOffsets(Map.of(PARTITION, 0L));
	}

	@AfterEach
	void close() {
		this.projection.stop();
		this.pool.close();
	}

	@Test
	void recordsAreInTheTableInTheirOrderAndWhatIsNoneIsPassedOver() {
		start();
		deliver(0, record("one"));
		this.kafka.schedulePollTask(() -> this.kafka
			.addRecord(new ConsumerRecord<>(Topics.AUDIT, 0, 1, "x", "nonsense".getBytes(StandardCharsets.UTF_8))));
		deliver(2, record("two"));
		waitFor(3);
		assertThat(this.table.page(AuditFilter.ALL, Long.MAX_VALUE, 10)).extracting((entry) -> entry.record().subject())
			.containsExactly("two", "one");
	}

	@Test
	void itReadsOnWhereTheTableStands() {
		this.table.append(List.of(record("one")), 0, 5);
		this.kafka.updateEndOffsets(Map.of(PARTITION, 5L));
		start();
		deliver(5, record("two"));
		waitFor(6);
		assertThat(this.table.end().number()).isEqualTo(2);
	}

	@Test
	void whileTheDatabaseIsAwayNothingIsPassedOver() {
		start();
		deliver(0, record("one"));
		waitFor(1);
		this.jdbc.execute("ALTER TABLE audit_chain RENAME TO away");
		AuditRecord two = record("two");
		deliver(1, two);
		Awaitility.await().until(() -> this.kafka.paused().contains(PARTITION));
		this.jdbc.execute("ALTER TABLE away RENAME TO audit_chain");
		Awaitility.await().until(() -> !this.kafka.paused().contains(PARTITION));
		deliver(1, two);
		waitFor(2);
		assertThat(this.table.verify(1, 10)).returns(true, AuditVerification::isIntact)
			.returns(2L, AuditVerification::to);
	}

	private void start() {
		this.kafka.schedulePollTask(() -> this.kafka.rebalance(List.of(PARTITION)));
		this.projection.start();
		Awaitility.await()
			.until(() -> this.kafka.assignment().contains(PARTITION) && !this.kafka.paused().contains(PARTITION));
	}

	private void deliver(long offset, AuditRecord record) {
		ProducerRecord<String, byte[]> sent = AuditCodec.record(record);
		this.kafka.updateEndOffsets(Map.of(PARTITION, offset + 1));
		this.kafka.schedulePollTask(
				() -> this.kafka.addRecord(new ConsumerRecord<>(Topics.AUDIT, 0, offset, sent.key(), sent.value())));
	}

	private void waitFor(long offset) {
		Awaitility.await().until(() -> this.table.end().offset() == offset);
	}

	private static AuditRecord record(String subject) {
		return AuditRecord.of("gateway", "t", subject, AuditAction.SUBMIT, "", 200);
	}

}

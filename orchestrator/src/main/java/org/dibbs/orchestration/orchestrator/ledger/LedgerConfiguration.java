package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.util.Properties;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dibbs.orchestration.orchestrator.archive.RecordArchive;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Wires the ledger to the database and to Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LedgerConfiguration {

	static final String GROUP = "ledger";

	private static final String KIBIBYTES_256 = "262144";

	private static final String MEBIBYTES_2 = "2097152";

	@Bean
	Ledger submissionLedger(JdbcTemplate jdbc, TransactionOperations transactions) {
		return new Ledger(jdbc, transactions);
	}

	@Bean
	WritePace ledgerWritePace(LedgerProperties properties) {
		return new WritePace(properties.writeInterval(), properties.batchSize());
	}

	@Bean
	LedgerHealthIndicator ledgerHealthIndicator(ConsumerFactory<String, byte[]> factory, Ledger ledger, WritePace pace,
			LedgerProperties properties) {
		LedgerOutage outage = new LedgerOutage();
		return new LedgerHealthIndicator(new LedgerProjection(eventConsumers(factory, properties), ledger,
				properties.retryPause(), pace, outage), outage);
	}

	@Bean
	SubmissionQueries submissionQueries(JdbcTemplate jdbc) {
		return new SubmissionQueries(jdbc);
	}

	@Bean
	Waiting submissionWaiting() {
		return new Waiting();
	}

	@Bean
	KafkaEventsEnd eventsEnd(KafkaAdmin admin, LedgerProperties properties) {
		return new KafkaEventsEnd(() -> Admin.create(admin.getConfigurationProperties()), properties.lagLimit());
	}

	@Bean
	SubmissionFinder submissionFinder(SubmissionQueries queries, EventsEnd end, WritePace pace, Waiting waiting,
			LedgerProperties properties) {
		return new SubmissionFinder(queries, (id) -> {
			pace.hurry();
			return end.of(id);
		}, waiting, properties);
	}

	@Bean
	ResultReader resultReader(RecordArchive archive) {
		return new ResultReader(archive);
	}

	@Bean
	Standings standings(JdbcTemplate jdbc, EventsMarks marks, WritePace pace) {
		return new SqlStandings(jdbc, () -> {
			EventsMark mark = marks.now();
			pace.hurry();
			return mark;
		});
	}

	@Bean
	DueSubmissions dueSubmissions(JdbcTemplate jdbc) {
		return new SqlDueSubmissions(jdbc);
	}

	@Bean
	ReplayCandidates replayCandidates(SubmissionFinder finder, SubmissionQueries queries) {
		return new SqlReplayCandidates(finder, queries);
	}

	@Bean
	LedgerFigures ledgerFigures(JdbcTemplate jdbc) {
		return new SqlLedgerFigures(jdbc, Clock.systemUTC());
	}

	@Bean
	LedgerRebuild ledgerRebuild(JdbcTemplate jdbc, TransactionOperations transactions) {
		return new LedgerRebuild(jdbc, transactions);
	}

	@Bean
	BatchTable batchTable(JdbcTemplate jdbc) {
		return new BatchTable(jdbc);
	}

	@Bean
	LedgerPurge ledgerPurge(JdbcTemplate jdbc, TransactionOperations transactions, LedgerProperties properties) {
		return new LedgerPurge(jdbc, transactions, properties, Clock.systemUTC());
	}

	// Events are small, and those of a batch are all that is in memory.
	private static EventConsumers eventConsumers(ConsumerFactory<String, byte[]> factory, LedgerProperties properties) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(properties.batchSize()));
		overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, KIBIBYTES_256);
		overrides.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MEBIBYTES_2);
		String instanceId = properties.instanceId();
		return (named) -> {
			Properties all = new Properties();
			all.putAll(overrides);
			if (named && instanceId != null && !instanceId.isBlank()) {
				all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId + "-ledger");
			}
			return factory.createConsumer(GROUP, "ledger", null, all);
		};
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerProjectionTests {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);

	private static final TopicPartition OTHER = new TopicPartition(Topics.EVENTS, 1);

	private final LedgerDatabase database = LedgerDatabase.inMemory();

	private final LedgerOutage outage = new LedgerOutage();

	private final Queue<MockConsumer<String, byte[]>> created = new ConcurrentLinkedQueue<>();

	private final Queue<Boolean> names = new ConcurrentLinkedQueue<>();

	private final Events events = new Events();

	private volatile MockConsumer<String, byte[]> kafka = consumer(0, 0);

	private final LedgerProjection projection = new LedgerProjection((named) -> {
		this.names.add(named);
		this.created.add(this.kafka);
		return this.kafka;
	}, this.database.ledger, Duration.ofMillis(5), new WritePace(Duration.ofMillis(1), 500), this.outage);

	private final Thread thread = new Thread(this.projection);

	@AfterEach
	void stop() throws InterruptedException {
		this.projection.stop();
		this.thread.join();
		this.database.close();
	}

	@Test
	void whatIsToldIsInTheLedgerOnceEvenIfItIsDeliveredAgain() {
		start();
		deliver(0, this.events.accepted(), this.events.started(1));
		waitForOffset(0, 2);
		assertThat(status()).isEqualTo(SubmissionStatus.RUNNING);
		this.kafka.schedulePollTask(() -> this.kafka.seek(PARTITION, 0));
		deliver(0, this.events.accepted(), this.events.started(1), this.events.finished(1, "completed", 200));
		waitForOffset(0, 3);
		assertThat(status()).isEqualTo(SubmissionStatus.SUCCEEDED);
		assertThat(this.database.jdbc.queryForObject("SELECT SUM(submissions) FROM submission_count", Long.class))
			.isEqualTo(1);
		assertThat(this.outage.reason()).isNull();
	}

	@Test
	void itReadsOnWhereTheTablesStandWhateverKafkaSays() {
		this.database.ledger.append(List.of(this.events.accepted()), Map.of(0, new Move(null, 5)));
		this.kafka.updateEndOffsets(Map.of(PARTITION, 5L));
		start();
		Awaitility.await().untilAsserted(() -> assertThat(positionOf(PARTITION)).isEqualTo(5));
	}

	@Test
	void itReadsOnWhereAnotherWorkerHasStopped() {
		start();
		waitForOffset(0, 0);
		this.database.ledger.append(List.of(this.events.accepted()), Map.of(0, new Move(0L, 1)));
		deliver(0, this.events.accepted());
		Awaitility.await().untilAsserted(() -> assertThat(positionOf(PARTITION)).isEqualTo(1));
		deliver(1, this.events.started(1));
		waitForOffset(0, 2);
		assertThat(status()).isEqualTo(SubmissionStatus.RUNNING);
	}

	@Test
	void itBeginsWhereRetentionHasLeftSomething() {
		this.kafka = consumer(7, 7);
		start();
		waitForOffset(0, 7);
		deliver(7, this.events.accepted());
		waitForOffset(0, 8);
		assertThat(status()).isEqualTo(SubmissionStatus.ACCEPTED);
	}

	@Test
	void aTopicThatWasMadeAnewIsReadFromItsBeginning() {
		this.database.ledger.append(List.of(), Map.of(0, new Move(null, 500)));
		start();
		waitForOffset(0, 0);
		deliver(0, this.events.accepted());
		waitForOffset(0, 1);
	}

	@Test
	void whatIsNoEventIsPassedOver() {
		start();
		this.kafka.schedulePollTask(
				() -> this.kafka.addRecord(new ConsumerRecord<>(Topics.EVENTS, 0, 0, "x", "hatched".getBytes())));
		deliver(1, this.events.accepted());
		waitForOffset(0, 2);
		assertThat(this.database.rows("submission")).isEqualTo(1);
	}

	@Test
	void whileTheDatabaseIsAwayNothingIsLost() {
		start();
		waitForOffset(0, 0);
		this.database.jdbc.execute("ALTER TABLE ledger_offset RENAME TO away");
		deliver(0, this.events.accepted());
		Awaitility.await().untilAsserted(() -> assertThat(this.outage.reason()).isNotNull());
		assertThat(this.kafka.paused()).contains(PARTITION);
		this.database.jdbc.execute("ALTER TABLE away RENAME TO ledger_offset");
		Awaitility.await().untilAsserted(() -> assertThat(positionOf(PARTITION)).isZero());
		deliver(0, this.events.accepted());
		waitForOffset(0, 1);
		Awaitility.await().untilAsserted(() -> assertThat(this.outage.reason()).isNull());
		assertThat(this.created).hasSize(1);
		assertThat(status()).isEqualTo(SubmissionStatus.ACCEPTED);
	}

	@Test
	void aConsumerThatFailsIsReplaced() {
		start();
		waitForOffset(0, 0);
		MockConsumer<String, byte[]> broken = this.kafka;
		broken.schedulePollTask(() -> {
			this.kafka = consumer(0, 0);
			broken.setPollException(new KafkaException("broken"));
		});
		Awaitility.await().until(() -> this.created.size() == 2 && !this.kafka.subscription().isEmpty());
		assign();
		deliver(0, this.events.accepted());
		waitForOffset(0, 1);
		assertThat(broken.closed()).isTrue();
	}

	@Test
	void aNameThatAnotherWorkerHasTakenIsLeftToIt() {
		start();
		MockConsumer<String, byte[]> fenced = this.kafka;
		fenced.schedulePollTask(() -> {
			this.kafka = consumer(0, 0);
			fenced.setPollException(new FencedInstanceIdException("taken"));
		});
		Awaitility.await().untilAsserted(() -> assertThat(this.names).containsExactly(true, false));
	}

	@Test
	void theLedgerIsMadeAnewFromTheEventsThatThereAre() {
		start();
		deliver(0, this.events.accepted(), this.events.started(1));
		waitForOffset(0, 2);
		new LedgerRebuild(this.database.jdbc, LedgerDatabase.transactions(this.database.jdbc.getDataSource()))
			.request();
		// Although nothing is told meanwhile.
		Awaitility.await().untilAsserted(() -> assertThat(this.database.ledger.offsets()).containsEntry(0, 0L));
		assertThat(this.database.rows("submission")).isZero();
		Awaitility.await().untilAsserted(() -> assertThat(positionOf(PARTITION)).isZero());
		deliver(0, this.events.accepted(), this.events.started(1), this.events.finished(1, "completed", 200));
		waitForOffset(0, 3);
		assertThat(status()).isEqualTo(SubmissionStatus.SUCCEEDED);
	}

	@Test
	void offsetsAreCommittedForThoseWhoMeasureLag() {
		start();
		deliver(0, this.events.accepted());
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.kafka.committed(Set.of(PARTITION))).containsEntry(PARTITION,
					new OffsetAndMetadata(1)));
	}

	private static MockConsumer<String, byte[]> consumer(long begin, long end) {
		MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
		consumer.updateBeginningOffsets(Map.of(PARTITION, begin, OTHER, 0L));
		consumer.updateEndOffsets(Map.of(PARTITION, end, OTHER, 0L));
		return consumer;
	}

	private void start() {
		this.thread.start();
		Awaitility.await().until(() -> !this.kafka.subscription().isEmpty());
		assign();
	}

	private void assign() {
		this.kafka.schedulePollTask(() -> this.kafka.rebalance(List.of(PARTITION, OTHER)));
		Awaitility.await().until(() -> this.database.ledger.offsets().size() == 2 && this.kafka.paused().isEmpty());
	}

	private void deliver(long first, SubmissionEvent... told) {
		List<SubmissionEvent> all = new ArrayList<>(List.of(told));
		MockConsumer<String, byte[]> current = this.kafka;
		current.schedulePollTask(() -> {
			current.updateEndOffsets(Map.of(PARTITION, first + all.size()));
			for (int i = 0; i < all.size(); i++) {
				current.addRecord(new ConsumerRecord<>(Topics.EVENTS, 0, first + i, this.events.id.toString(),
						EventCodec.record(all.get(i)).value()));
			}
		});
	}

	private long positionOf(TopicPartition partition) {
		return this.kafka.position(partition);
	}

	private void waitForOffset(int partition, long offset) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.database.ledger.offsets()).containsEntry(partition, offset));
	}

	private SubmissionStatus status() {
		LedgerEntry entry = this.database.submissions.find(this.events.id.value());
		assertThat(entry).isNotNull();
		return entry.status();
	}

}

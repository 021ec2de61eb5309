package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionConsumerTests {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.SUBMISSIONS, 0);

	private final InFlight inFlight = new InFlight();

	private final Map<Long, CountDownLatch> gates = new ConcurrentHashMap<>();

	private final Queue<Long> started = new ConcurrentLinkedQueue<>();

	private final IntakeProperties properties = new IntakeProperties(null, 2, DataSize.ofMegabytes(1), Duration.ZERO,
			Duration.ZERO, Duration.ofSeconds(30));

	private final Dispatcher dispatcher = new Dispatcher(2, DataSize.ofMegabytes(1).toBytes(), this::work);

	private final AtomicInteger created = new AtomicInteger();

	private MockConsumer<String, byte[]> kafka = consumer();

	private final SubmissionConsumer loop = new SubmissionConsumer(() -> {
		this.created.incrementAndGet();
		return this.kafka;
	}, this.inFlight, this.dispatcher, this.properties);

	private final Thread thread = new Thread(this.loop);

	@AfterEach
	void stop() throws InterruptedException {
		this.gates.values().forEach(CountDownLatch::countDown);
		for (long offset = 0; offset < 10; offset++) {
			open(offset);
		}
		this.loop.stop();
		this.thread.join();
	}

	@Test
	void commitsInOrderWhatFinishesOutOfOrder() {
		start();
		deliver(0, 1);
		waitForStarted(0L, 1L);
		open(1);
		open(0);
		waitForCommitted(2);
	}

	@Test
	void commitsNothingWhileTheFirstStillRuns() {
		start();
		deliver(0, 1, 2);
		open(1);
		open(2);
		waitForStarted(0L, 1L, 2L);
		Awaitility.await().until(() -> this.dispatcher.waiting() == 0);
		assertThat(committed()).isNull();
		open(0);
		waitForCommitted(3);
	}

	@Test
	void pausesWhileSubmissionsWaitAndGoesOnAfterwards() {
		start();
		deliver(0, 1, 2);
		Awaitility.await().until(() -> this.kafka.paused().contains(PARTITION));
		open(0);
		open(1);
		Awaitility.await().until(() -> this.kafka.paused().isEmpty());
		waitForStarted(0L, 1L, 2L);
	}

	@Test
	void staysInItsGroupWhileSubmissionsTakeLong() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		Awaitility.await().until(() -> this.loop.isTaking(Duration.ofSeconds(5)));
	}

	@Test
	void leavesARevokedPartitionsWorkToItsNewOwner() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		this.kafka.schedulePollTask(() -> this.kafka.rebalance(List.of()));
		Awaitility.await().until(() -> this.inFlight.size() == 0);
		assertThat(this.dispatcher.waiting()).isZero();
	}

	@Test
	void commitsWhatHasFinishedBeforeAPartitionGoes() {
		start();
		deliver(0, 1);
		open(0);
		waitForCommitted(1);
		waitForStarted(0L, 1L);
		assertThat(committed()).isEqualTo(new OffsetAndMetadata(1));
	}

	@Test
	void startsOverAfterKafkaFailed() {
		MockConsumer<String, byte[]> broken = this.kafka;
		start();
		broken.schedulePollTask(() -> {
			this.kafka = consumer();
			broken.setPollException(new KafkaException("broken for the test"));
		});
		Awaitility.await().until(() -> this.created.get() == 2);
		assign();
		deliver(0);
		waitForStarted(0L);
	}

	@Test
	void finishesWhatRunsBeforeItStops() throws InterruptedException {
		start();
		deliver(0);
		waitForStarted(0L);
		this.loop.stop();
		open(0);
		this.thread.join();
		assertThat(this.kafka.closed()).isTrue();
		assertThat(this.inFlight.size()).isZero();
	}

	@Test
	void commitsWhatHasFinishedEvenWhereItsStopComesBetweenTwoPolls() throws InterruptedException {
		AtomicInteger commits = new AtomicInteger();
		this.kafka = new MockConsumer<>("earliest") {

			@Override
			public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
				if (commits.incrementAndGet() == 1) {
					throw new WakeupException();
				}
				super.commitSync(offsets, timeout);
			}

		};
		this.kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
		start();
		deliver(0);
		waitForStarted(0L);
		this.loop.stop();
		open(0);
		this.thread.join();
		assertThat(commits).hasValue(2);
	}

	private static MockConsumer<String, byte[]> consumer() {
		MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
		consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
		return consumer;
	}

	private void start() {
		this.thread.start();
		Awaitility.await().until(() -> !this.kafka.subscription().isEmpty());
		assign();
	}

	private void assign() {
		MockConsumer<String, byte[]> current = this.kafka;
		Awaitility.await().until(() -> !current.subscription().isEmpty());
		current.schedulePollTask(() -> current.rebalance(List.of(PARTITION)));
		Awaitility.await().until(() -> this.loop.isTaking(Duration.ofSeconds(5)));
	}

	private void deliver(long... offsets) {
		MockConsumer<String, byte[]> current = this.kafka;
		current.schedulePollTask(() -> {
			for (long offset : offsets) {
				current.addRecord(new ConsumerRecord<>(Topics.SUBMISSIONS, 0, offset, "k", new byte[0]));
			}
		});
	}

	private void work(Dispatcher.Task task) {
		long offset = task.submission().offset();
		this.started.add(offset);
		try {
			gate(offset).await();
			this.inFlight.finish(task.entry());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void waitForStarted(Long... offsets) {
		Awaitility.await().untilAsserted(() -> assertThat(this.started).containsExactlyInAnyOrder(offsets));
	}

	private void waitForCommitted(long offset) {
		Awaitility.await().untilAsserted(() -> assertThat(committed()).isEqualTo(new OffsetAndMetadata(offset)));
	}

	private OffsetAndMetadata committed() {
		return this.kafka.committed(Set.of(PARTITION)).get(PARTITION);
	}

	private CountDownLatch gate(long offset) {
		return this.gates.computeIfAbsent(offset, (key) -> new CountDownLatch(1));
	}

	private void open(long offset) {
		gate(offset).countDown();
	}

}

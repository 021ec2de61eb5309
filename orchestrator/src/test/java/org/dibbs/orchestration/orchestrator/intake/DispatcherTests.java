package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DispatcherTests {

	private final Map<Long, CountDownLatch> gates = new ConcurrentHashMap<>();

	private final Queue<Long> started = new ConcurrentLinkedQueue<>();

	private final Queue<Long> interrupted = new ConcurrentLinkedQueue<>();

	private final Queue<Long> dropped = new ConcurrentLinkedQueue<>();

	private final InFlight inFlight = new InFlight();

	@Test
	void runsAsManyAtOnceAsTheCountAllows() {
		Dispatcher dispatcher = dispatcher(3, 1000);
		for (long offset = 0; offset < 5; offset++) {
			dispatcher.submit(task(0, offset, 1));
		}
		waitForStarted(0L, 1L, 2L);
		assertThat(dispatcher.waiting()).isEqualTo(2);
	}

	@Test
	void startsTheNextWhenOneEnds() {
		Dispatcher dispatcher = dispatcher(1, 1000);
		dispatcher.submit(task(0, 0, 1));
		dispatcher.submit(task(0, 1, 1));
		waitForStarted(0L);
		open(0);
		waitForStarted(0L, 1L);
		assertThat(dispatcher.waiting()).isZero();
	}

	@Test
	void boundsTheBytesThatRunAtOnce() {
		Dispatcher dispatcher = dispatcher(10, 100);
		dispatcher.submit(task(0, 0, 60));
		dispatcher.submit(task(0, 1, 60));
		dispatcher.submit(task(0, 2, 10));
		waitForStarted(0L);
		assertThat(dispatcher.waiting()).isEqualTo(2);
		open(0);
		waitForStarted(0L, 1L, 2L);
	}

	@Test
	void runsOneThatIsLargerThanTheBoundAlone() {
		Dispatcher dispatcher = dispatcher(10, 100);
		dispatcher.submit(task(0, 0, 5000));
		dispatcher.submit(task(0, 1, 1));
		waitForStarted(0L);
		assertThat(dispatcher.waiting()).isEqualTo(1);
	}

	@Test
	void dropsWhatWaitsOfARevokedPartition() {
		Dispatcher dispatcher = dispatcher(1, 1000);
		dispatcher.submit(task(0, 0, 1));
		dispatcher.submit(task(1, 1, 1));
		dispatcher.submit(task(0, 2, 1));
		waitForStarted(0L);
		dispatcher.forget(List.of(new TopicPartition("t", 1)));
		open(0);
		waitForStarted(0L, 2L);
		assertThat(dispatcher.waiting()).isZero();
	}

	@Test
	void letsWhatRunsEndWhenItDrains() throws InterruptedException {
		Dispatcher dispatcher = dispatcher(1, 1000);
		dispatcher.submit(task(0, 0, 1));
		waitForStarted(0L);
		open(0);
		assertThat(dispatcher.drain(Duration.ofSeconds(30))).isTrue();
		assertThat(this.interrupted).isEmpty();
	}

	@Test
	void interruptsWhatDoesNotEndWhenItDrains() throws InterruptedException {
		Dispatcher dispatcher = dispatcher(1, 1000);
		dispatcher.submit(task(0, 0, 1));
		waitForStarted(0L);
		assertThat(dispatcher.drain(Duration.ZERO)).isFalse();
		Awaitility.await().untilAsserted(() -> assertThat(this.interrupted).containsExactly(0L));
	}

	@Test
	void startsNothingAfterItDrained() throws InterruptedException {
		Dispatcher dispatcher = dispatcher(1, 1000);
		dispatcher.drain(Duration.ZERO);
		dispatcher.submit(task(0, 0, 1));
		assertThat(dispatcher.waiting()).isEqualTo(1);
	}

	@Test
	void stopsWhatHasNotEndedOfPartitionsThatAreHandedOver() throws InterruptedException {
		Dispatcher dispatcher = dispatcher(5, 1000);
		dispatcher.submit(task(0, 0, 1));
		dispatcher.submit(task(1, 1, 1));
		waitForStarted(0L, 1L);
		assertThat(dispatcher.settle(List.of(new TopicPartition("t", 1)), Duration.ZERO)).isTrue();
		assertThat(this.interrupted).containsExactly(1L);
	}

	@Test
	void letsWhatRunsEndBeforeAPartitionIsHandedOver() throws InterruptedException {
		Dispatcher dispatcher = dispatcher(5, 1000);
		dispatcher.submit(task(1, 1, 1));
		waitForStarted(1L);
		Thread.ofVirtual().start(() -> open(1));
		assertThat(dispatcher.settle(List.of(new TopicPartition("t", 1)), Duration.ofSeconds(30))).isTrue();
		assertThat(this.interrupted).isEmpty();
	}

	@Test
	void startsNothingOfAPartitionThatWasForgotten() {
		Dispatcher dispatcher = dispatcher(5, 1000);
		Dispatcher.Task task = task(1, 1, 1);
		this.inFlight.forget(List.of(new TopicPartition("t", 1)), Map.of());
		dispatcher.submit(task);
		assertThat(this.dropped).containsExactly(1L);
		assertThat(this.started).isEmpty();
	}

	private Dispatcher dispatcher(int maxCount, long maxBytes) {
		return new Dispatcher(maxCount, maxBytes, new Dispatcher.Work() {

			@Override
			public void run(Dispatcher.Task task, Guard guard) {
				work(task.submission().offset());
			}

			@Override
			public void dropped(Dispatcher.Task task) {
				DispatcherTests.this.dropped.add(task.submission().offset());
			}

			@Override
			public void back(Dispatcher.Task task) {
			}

			@Override
			public void await(Dispatcher.Task task) {
			}

		});
	}

	private void work(long offset) {
		this.started.add(offset);
		try {
			gate(offset).await();
		}
		catch (InterruptedException ex) {
			this.interrupted.add(offset);
		}
	}

	private Dispatcher.Task task(int partition, long offset, int bytes) {
		ConsumerRecord<String, byte[]> submission = new ConsumerRecord<>("t", partition, offset, 0,
				TimestampType.CREATE_TIME, 0, bytes, "k", new byte[0], new RecordHeaders(), Optional.empty());
		return new Dispatcher.Task(submission, this.inFlight.add(new TopicPartition("t", partition), offset),
				Context.root(), Resumption.fresh(1, null, false));
	}

	private void waitForStarted(Long... offsets) {
		Awaitility.await().untilAsserted(() -> assertThat(this.started).containsExactlyInAnyOrder(offsets));
	}

	private CountDownLatch gate(long offset) {
		return this.gates.computeIfAbsent(offset, (key) -> new CountDownLatch(1));
	}

	private void open(long offset) {
		gate(offset).countDown();
	}

}

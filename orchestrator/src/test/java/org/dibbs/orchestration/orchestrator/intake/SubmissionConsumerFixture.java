package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.junit.jupiter.api.AfterEach;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A poll loop over a Kafka that a test plays, and work that ends when the test says so.
 */
abstract class SubmissionConsumerFixture implements Dispatcher.Work {

	static final TopicPartition PARTITION = new TopicPartition(Topics.SUBMISSIONS, 0);

	static final TopicPartition OTHER = new TopicPartition(Topics.SUBMISSIONS, 1);

	final InFlight inFlight = new InFlight();

	final Map<Long, CountDownLatch> gates = new ConcurrentHashMap<>();

	final Queue<Long> started = new ConcurrentLinkedQueue<>();

	final IntakeProperties properties = new IntakeProperties(null, 2, DataSize.ofMegabytes(1), Duration.ZERO,
			Duration.ZERO, Duration.ofSeconds(30), Duration.ZERO, 100, 5);

	final Dispatcher dispatcher = new Dispatcher(2, DataSize.ofMegabytes(1).toBytes(), this);

	final Ownership ownership = new Ownership();

	final Claims claims = new Claims(100);

	final FakeStandings standings = new FakeStandings();

	final Admission admission = new Admission(this.standings,
			new PriorWork((topic, partition, since, keys) -> Map.of(),
					new RecordSender(() -> new MockProducer<>(), Duration.ofMillis(1))),
			this.ownership, this.claims, this.inFlight, this.dispatcher, new HeldArrivals(100, 1000),
			new IntakeMetrics(OpenTelemetry.noop()));

	volatile ConsumerRebalanceListener rebalances;

	final AtomicInteger created = new AtomicInteger();

	final Queue<Boolean> names = new ConcurrentLinkedQueue<>();

	final Map<TopicPartition, OffsetAndMetadata> commits = new ConcurrentHashMap<>();

	volatile double secondsSinceHeartbeat = 0;

	final Queue<RuntimeException> commitFailures = new ConcurrentLinkedQueue<>();

	volatile MockConsumer<String, byte[]> kafka = consumer();

	final SubmissionConsumer loop = new SubmissionConsumer((named) -> {
		this.created.incrementAndGet();
		this.names.add(named);
		return this.kafka;
	}, this.inFlight, this.admission, this.dispatcher, this.ownership, this.properties);

	final Thread thread = new Thread(this.loop);

	@AfterEach
	void stop() throws InterruptedException {
		this.gates.values().forEach(CountDownLatch::countDown);
		for (long offset = 0; offset < 10; offset++) {
			open(offset);
		}
		this.loop.stop();
		this.thread.join();
	}

	MockConsumer<String, byte[]> consumer() {
		MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {

			@Override
			public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
				RuntimeException failure = SubmissionConsumerFixture.this.commitFailures.poll();
				if (failure != null) {
					throw failure;
				}
				super.commitSync(offsets, timeout);
				SubmissionConsumerFixture.this.commits.putAll(offsets);
			}

			@Override
			public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
				SubmissionConsumerFixture.this.rebalances = listener;
				super.subscribe(topics, listener);
			}

			@Override
			public Map<MetricName, ? extends Metric> metrics() {
				MetricName name = new MetricName("last-heartbeat-seconds-ago", "g", "d", Map.of());
				Gauge<Double> gauge = (config, now) -> SubmissionConsumerFixture.this.secondsSinceHeartbeat;
				return Map.of(name, new KafkaMetric(new Object(), name, gauge, new MetricConfig(), Time.SYSTEM));
			}

			@Override
			public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets,
					OffsetCommitCallback callback) {
				super.commitAsync(offsets, callback);
				SubmissionConsumerFixture.this.commits.putAll(offsets);
			}
		};
		consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, OTHER, 0L));
		consumer.updateEndOffsets(Map.of(PARTITION, 0L, OTHER, 0L));
		return consumer;
	}

	void breakWith(KafkaException failure) {
		MockConsumer<String, byte[]> broken = this.kafka;
		broken.schedulePollTask(() -> {
			this.kafka = consumer();
			broken.setPollException(failure);
		});
	}

	void start() {
		this.thread.start();
		Awaitility.await().until(() -> !this.kafka.subscription().isEmpty());
		assign();
	}

	void assign() {
		MockConsumer<String, byte[]> current = this.kafka;
		Awaitility.await().until(() -> !current.subscription().isEmpty());
		current.schedulePollTask(() -> current.rebalance(List.of(PARTITION)));
		Awaitility.await().until(() -> this.loop.isTaking(Duration.ofSeconds(5)));
	}

	void deliver(long... offsets) {
		MockConsumer<String, byte[]> current = this.kafka;
		current.schedulePollTask(() -> {
			for (long offset : offsets) {
				current.addRecord(new ConsumerRecord<>(Topics.SUBMISSIONS, 0, offset, "k", new byte[0]));
			}
		});
	}

	@Override
	public void run(Dispatcher.Task task, Guard guard) {
		long offset = task.submission().offset();
		SubmissionId id = ExchangeCodec.submissionId(task.submission());
		this.started.add(offset);
		try {
			gate(offset).await();
			this.claims.done(id, task.resumption().attempt());
			this.inFlight.finish(task.entry());
		}
		catch (InterruptedException ex) {
			this.claims.release(id);
		}
	}

	@Override
	public void dropped(Dispatcher.Task task) {
		this.claims.release(ExchangeCodec.submissionId(task.submission()));
	}

	@Override
	public void back(Dispatcher.Task task) {
		this.admission.admit(List.of(Arrival.of(task.submission(), task.entry(), task.context())));
	}

	@Override
	public void await(Dispatcher.Task task) throws InterruptedException {
		this.ownership.await(task.partition());
	}

	void waitForStarted(Long... offsets) {
		Awaitility.await().untilAsserted(() -> assertThat(this.started).containsExactlyInAnyOrder(offsets));
	}

	void waitForCommitted(long offset) {
		Awaitility.await().untilAsserted(() -> assertThat(committed()).isEqualTo(new OffsetAndMetadata(offset)));
	}

	OffsetAndMetadata committed() {
		return this.commits.get(PARTITION);
	}

	CountDownLatch gate(long offset) {
		return this.gates.computeIfAbsent(offset, (key) -> new CountDownLatch(1));
	}

	void open(long offset) {
		gate(offset).countDown();
	}

}

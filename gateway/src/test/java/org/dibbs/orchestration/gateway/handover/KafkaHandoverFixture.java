package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A handover over a producer that does nothing by itself, at a time that stands still.
 */
abstract class KafkaHandoverFixture {

	final RecordedMetrics metrics = new RecordedMetrics();

	final HandoverMetrics handoverMetrics = new HandoverMetrics(this.metrics.openTelemetry());

	static final HandoverProperties LIMITS = new HandoverProperties(Duration.ofSeconds(120), Duration.ofSeconds(600),
			Duration.ofSeconds(4), Duration.ofSeconds(10), 2, 1, Duration.ofSeconds(20));

	static final SubmissionProgress STEP = new SubmissionProgress.Step(1, "validate", true, 200,
			JsonFragment.EMPTY_OBJECT);

	final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	final PendingReplies pending = new PendingReplies(LIMITS.maxPending());

	final List<Callback> sent = new ArrayList<>();

	final List<Callback> events = new ArrayList<>();

	final List<Long> resultPartitions = new ArrayList<>();

	final List<SubmissionId> ids = new ArrayList<>();

	final AtomicReference<Integer> partition = new AtomicReference<>(3);

	final AtomicLong brokerTime = new AtomicLong();

	final BrokerContact contact = new BrokerContact(this.brokerTime::get);

	final AtomicInteger copied = new AtomicInteger();

	final Announcements announcements = new Announcements(Runnable::run, new SendGate(Duration.ZERO), this.time, 2);

	final KafkaHandover handover = handover();

	final void acknowledge() {
		acknowledge(0);
	}

	final void acknowledge(int number) {
		this.sent.get(number)
			.onCompletion(new RecordMetadata(new TopicPartition(Topics.SUBMISSIONS, 0), 0, 0, 0, 0, 0), null);
		this.time.advanceTimeBy(Duration.ZERO);
	}

	private KafkaHandover handover() {
		SubmissionPublisher publisher = new SubmissionPublisher(this::producer, Runnable::run,
				new SendGate(Duration.ZERO), this.announcements, new PublishingState(() -> 0), this.handoverMetrics);
		publisher.open();
		this.contact.made();
		return new KafkaHandover(this.partition::get, this.contact, this.pending, publisher, LIMITS,
				InstantSource.system(), this.time);
	}

	// Keeps no record, unlike the history of a plain mock.
	private Producer<String, byte[]> producer() {
		return new MockProducer<>() {

			@Override
			public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
				if (record.topic().equals(Topics.EVENTS)) {
					KafkaHandoverFixture.this.events.add(callback);
					return null;
				}
				KafkaHandoverFixture.this.ids.add(SubmissionId.parse(record.key()));
				KafkaHandoverFixture.this.resultPartitions
					.add(ExchangeHeaders.number(record.headers(), ExchangeHeaders.RESULT_PARTITION));
				KafkaHandoverFixture.this.sent.add(callback);
				return null;
			}

		};
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.Topics;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Puts the handover together.
 */
@Configuration(proxyBeanMethods = false)
class HandoverConfiguration {

	// Accepting a message takes two writes, one after the other, so this is short.
	private static final Duration TOGETHER = Duration.ofMillis(2);

	@Bean
	PendingReplies pendingReplies(HandoverProperties properties) {
		return new PendingReplies(properties.maxPending());
	}

	/** The agent's, or one that does nothing. */
	@Bean
	OpenTelemetry openTelemetry() {
		return GlobalOpenTelemetry.get();
	}

	@Bean
	HandoverMetrics handoverMetrics(OpenTelemetry openTelemetry, PendingReplies pending) {
		HandoverMetrics metrics = new HandoverMetrics(openTelemetry);
		metrics.watch(pending);
		return metrics;
	}

	@Bean(destroyMethod = "close")
	QueueReader queueReader(ConsumerFactory<String, byte[]> consumers) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
		// At least one record comes, however large.
		overrides.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1");
		overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1");
		return new QueueReader(() -> consumers.createConsumer(Topics.WORKERS_GROUP, "queue", null, overrides),
				InstantSource.system());
	}

	@Bean
	QueueGauge queueGauge(OpenTelemetry openTelemetry, QueueReader reader) {
		QueueGauge gauge = new QueueGauge(openTelemetry, reader::read);
		gauge.start();
		return gauge;
	}

	@Bean
	PublishingState publishingState() {
		return new PublishingState(System::nanoTime);
	}

	@Bean
	BrokerContact brokerContact() {
		return new BrokerContact(System::nanoTime);
	}

	// As many tasks as there are places can queue up, so the queue needs no bound of its
	// own.
	@Bean(destroyMethod = "shutdownNow")
	ThreadPoolExecutor publishers(HandoverProperties properties) {
		return new ThreadPoolExecutor(properties.publishers(), properties.publishers(), 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new CustomizableThreadFactory("publisher-"));
	}

	@Bean
	SendGate sendGate() {
		return new SendGate(TOGETHER);
	}

	@Bean
	Announcements announcements(@Qualifier("publishers") ThreadPoolExecutor publishers, SendGate gate,
			HandoverProperties properties) {
		return new Announcements(publishers, gate, Schedulers.parallel(), properties.maxPending());
	}

	@Bean
	SubmissionPublisher submissionPublisher(ProducerFactory<String, byte[]> producers,
			@Qualifier("publishers") ThreadPoolExecutor publishers, SendGate gate, Announcements announcements,
			PublishingState state, HandoverMetrics metrics) {
		return new SubmissionPublisher(producers::createProducer, publishers, gate, announcements, state, metrics);
	}

	@Bean
	ReplyListener replyListener(ConsumerFactory<String, byte[]> consumers, SubmissionPublisher publisher,
			PendingReplies pending, BrokerContact contact, HandoverMetrics metrics) {
		return new ReplyListener(consumers::createConsumer, publisher::open, pending, contact, metrics);
	}

	@Bean
	HandoverLifecycle handoverLifecycle(ReplyListener listener, Announcements announcements,
			HandoverProperties properties) {
		return new HandoverLifecycle(listener, announcements, properties.acknowledgement());
	}

	@Bean
	FarewellLifecycle farewellLifecycle(PendingReplies pending, HandoverProperties properties) {
		return new FarewellLifecycle(pending, properties.shutdownWait(), Schedulers.parallel());
	}

	@Bean
	SubmissionHandover submissionHandover(ReplyListener listener, BrokerContact contact, PendingReplies pending,
			SubmissionPublisher publisher, HandoverProperties properties) {
		return new KafkaHandover(listener, contact, pending, publisher, properties, InstantSource.system(),
				Schedulers.parallel());
	}

	@Bean
	HandoverHealthIndicator handoverHealthIndicator(ReplyListener listener, BrokerContact contact,
			PublishingState publishing) {
		return new HandoverHealthIndicator(listener, contact, publishing);
	}

}

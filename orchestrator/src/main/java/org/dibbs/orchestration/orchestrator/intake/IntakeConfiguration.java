package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.orchestrator.archive.RecordArchive;
import org.dibbs.orchestration.orchestrator.archive.RecordSearch;
import org.dibbs.orchestration.orchestrator.batch.BatchSplitter;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRunner;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires the intake to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

	/** How long what is written waits for more at most, while something is written. */
	private static final Duration TOGETHER = Duration.ofMillis(5);

	@Bean
	Consumers submissionConsumers(ConsumerFactory<String, byte[]> factory, IntakeProperties properties) {
		String instanceId = properties.instanceId();
		return (named) -> {
			Properties overrides = new Properties();
			if (named && instanceId != null && !instanceId.isBlank()) {
				overrides.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
			}
			return factory.createConsumer(null, "intake", null, overrides);
		};
	}

	@Bean
	RecordSender recordSender(ProducerFactory<String, byte[]> factory, IntakeProperties properties) {
		Duration pause = properties.retryPause();
		return new RecordSender(factory::createProducer, pause, new SendGate(TOGETHER));
	}

	@Bean
	Precedent precedent(RecordSearch search, RecordSender sender) {
		return new PriorWork(search, sender);
	}

	@Bean
	SubmissionProcessor submissionProcessor(ConfigRegistry configs, WorkflowRunner workflows, IntakeMetrics metrics,
			ResultPublisher results, ProgressPublisher progress, EventPublisher events, RecordSender sender,
			RecordArchive archive, RetryProperties retries, BatchSplitter batches, IntakeProperties properties) {
		Clock clock = Clock.systemUTC();
		return new SubmissionProcessor(configs, workflows,
				new Endings(results, metrics, new DeadLetters(sender), clock), new Checkpoints(sender, archive),
				new RetryPolicy(retries, () -> ThreadLocalRandom.current().nextDouble()), batches, progress, events,
				clock, properties.maxDeliveries());
	}

	/** The agent's, or one that does nothing. */
	@Bean
	OpenTelemetry openTelemetry() {
		return GlobalOpenTelemetry.get();
	}

	/**
	 * Makes consumers of the submissions.
	 */
	@FunctionalInterface
	interface Consumers {

		/**
		 * A new consumer, to be closed by the caller.
		 * @param named whether it has the worker's lasting name, if there is one
		 * @return the consumer
		 */
		Consumer<String, byte[]> create(boolean named);

	}

}

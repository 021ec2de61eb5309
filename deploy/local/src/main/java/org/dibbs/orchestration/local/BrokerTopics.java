package org.dibbs.orchestration.local;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dibbs.orchestration.exchange.Topics;

/** Gives a broker the topics of the exchange, and as many partitions as it was told. */
final class BrokerTopics {

	private static final int PATIENCE_MILLIS = 120_000;

	private BrokerTopics() {
	}

	static void ensure(BrokerSettings settings, String clusterId) throws InterruptedException, ExecutionException {
		Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
				AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
				AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
				250, AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 250);
		Map<String, NewTopic> plan = Topics.plan(settings.partitions(), (short) 1)
			.stream()
			.collect(Collectors.toMap(NewTopic::name, Function.identity()));
		try (Admin admin = Admin.create(config)) {
			// Where somebody else took the port in the meantime, it is they who answer.
			String answering = admin.describeCluster().clusterId().get();
			if (!clusterId.equals(answering)) {
				throw new IllegalStateException("Another broker answers on " + settings.bootstrapServers());
			}
			for (KafkaFuture<Void> created : admin.createTopics(plan.values()).values().values()) {
				unlessPresent(created);
			}
			Map<String, TopicDescription> found = onceKnown(() -> admin.describeTopics(plan.keySet()).allTopicNames());
			admin.createPartitions(more(plan, found)).all().get();
		}
	}

	private static void unlessPresent(KafkaFuture<Void> created) throws InterruptedException, ExecutionException {
		try {
			created.get();
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	/**
	 * Asks until the broker knows the topics: the controller has created them a moment
	 * before the broker's own metadata show them.
	 * @param question what to ask
	 * @return the answer
	 * @throws ExecutionException if it fails for any other reason, or keeps failing
	 */
	static <T> T onceKnown(Supplier<KafkaFuture<T>> question) throws InterruptedException, ExecutionException {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
		while (true) {
			try {
				return question.get().get();
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
					throw ex;
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
			}
		}
	}

	private static Map<String, NewPartitions> more(Map<String, NewTopic> plan, Map<String, TopicDescription> found) {
		return found.values()
			.stream()
			.filter((topic) -> topic.partitions().size() < wanted(plan, topic.name()))
			.collect(Collectors.toMap(TopicDescription::name,
					(topic) -> NewPartitions.increaseTo(wanted(plan, topic.name()))));
	}

	private static int wanted(Map<String, NewTopic> plan, String topic) {
		NewTopic planned = plan.get(topic);
		return (planned != null) ? planned.numPartitions() : 0;
	}

}

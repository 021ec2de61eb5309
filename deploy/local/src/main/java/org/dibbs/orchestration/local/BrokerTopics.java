package org.dibbs.orchestration.local;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dibbs.orchestration.exchange.Topics;

/**
 * Gives a broker the topics of the exchange, with as many partitions and as long a
 * retention as it was told, also where it has had them before.
 */
final class BrokerTopics {

	private static final int PATIENCE_MILLIS = 120_000;

	/**
	 * What a laptop's disk may be asked for. Only where every record belongs to a
	 * submission that has ended: a limit anywhere else deletes what is still to be worked
	 * on.
	 */
	private static final Map<String, Long> KEPT_BYTES = Map.of(Topics.RESULTS, 8L << 30, Topics.PROGRESS, 2L << 30);

	private BrokerTopics() {
	}

	static void ensure(BrokerSettings settings, String clusterId) throws InterruptedException, ExecutionException {
		Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
				AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
				AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
				250, AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 250);
		Map<String, NewTopic> plan = plan(settings);
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
			admin.incrementalAlterConfigs(configs(plan)).all().get();
		}
	}

	static Map<String, NewTopic> plan(BrokerSettings settings) {
		return Topics.plan(settings.partitions(), (short) 1, settings.retention())
			.stream()
			.map((topic) -> limited(topic, settings.partitions()))
			.collect(Collectors.toMap(NewTopic::name, Function.identity()));
	}

	// Kafka limits each partition; what the disk has to bear is their sum.
	private static NewTopic limited(NewTopic topic, int partitions) {
		Long bytes = KEPT_BYTES.get(topic.name());
		if (bytes == null) {
			return topic;
		}
		Map<String, String> configs = new HashMap<>(topic.configs());
		configs.put("retention.bytes", Long.toString(bytes / Math.max(1, partitions)));
		return topic.configs(configs);
	}

	private static Map<ConfigResource, Collection<AlterConfigOp>> configs(Map<String, NewTopic> plan) {
		return plan.values()
			.stream()
			.collect(Collectors.toMap((topic) -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
					(topic) -> topic.configs()
						.entrySet()
						.stream()
						.map((config) -> new AlterConfigOp(new ConfigEntry(config.getKey(), config.getValue()),
								AlterConfigOp.OpType.SET))
						.toList()));
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

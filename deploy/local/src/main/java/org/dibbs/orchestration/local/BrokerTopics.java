package org.dibbs.orchestration.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
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
			Set<String> present = admin.listTopics().names().get();
			List<NewTopic> missing = plan.values().stream().filter((topic) -> !present.contains(topic.name())).toList();
			admin.createTopics(missing).all().get();
			Map<String, TopicDescription> found = admin.describeTopics(plan.keySet()).allTopicNames().get();
			admin.createPartitions(more(plan, found)).all().get();
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

package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.NewTopic;
import org.dibbs.orchestration.exchange.TopicRetention;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/kafka/topics.sh}, and the broker it is for.
 */
class KafkaTopicsScriptTests {

	@Test
	void plansWhatTheApplicationsExpect() throws Exception {
		assertThat(planned(Map.of())).isEqualTo(expected(12, TopicRetention.DEFAULT));
	}

	@Test
	void keepsRecordsForAsLongAsItIsTold() throws Exception {
		Map<String, String> environment = Map.of("BODY_RETENTION", "5s", "DEAD_LETTER_RETENTION", "36h",
				"EVENT_RETENTION", "400d", "DIBBS_PARTITIONS", "3");
		assertThat(planned(environment)).isEqualTo(expected(3, TopicRetention.from(environment)));
	}

	@Test
	void refusesATimeThatIsNone() throws Exception {
		Process process = start(Map.of("EVENT_RETENTION", "soon"));
		assertThat(new String(process.getInputStream().readAllBytes()))
			.isEqualTo("topics: EVENT_RETENTION is 'soon', expected a time such as 7d, 12h or 30s\n");
		assertThat(process.waitFor()).isEqualTo(1);
	}

	@Test
	void isForABrokerThatTakesTheLargestRecordAndCreatesNoTopicByItself() {
		Map<String, Object> settings = Compose.map(new Compose().service("kafka").get("environment"));
		assertThat(settings).containsEntry("KAFKA_MESSAGE_MAX_BYTES", Topics.MAX_RECORD_BYTES)
			.containsEntry("KAFKA_REPLICA_FETCH_MAX_BYTES", Topics.MAX_RECORD_BYTES)
			.containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
	}

	private static Map<String, String> expected(int partitions, TopicRetention retention) {
		return Topics.plan(partitions, (short) 1, retention)
			.stream()
			.collect(Collectors.toMap(NewTopic::name,
					(topic) -> topic.numPartitions() + " " + new TreeMap<>(topic.configs()), (one, other) -> one,
					TreeMap::new));
	}

	private static Map<String, String> planned(Map<String, String> environment) throws Exception {
		Process process = start(environment);
		String plan = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(plan).isZero();
		return plan.lines()
			.map((line) -> line.split(" "))
			.collect(Collectors.toMap((words) -> words[0], (words) -> words[1] + " " + configs(words[2]),
					(one, other) -> one, TreeMap::new));
	}

	private static Map<String, String> configs(String text) {
		return Arrays.stream(text.split(","))
			.map((config) -> config.split("="))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1], (one, other) -> one, TreeMap::new));
	}

	private static Process start(Map<String, String> environment) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("bash", Compose.FOLDER.resolve("kafka/topics.sh").toString(),
				"--plan")
			.redirectErrorStream(true);
		builder.environment()
			.keySet()
			.removeAll(java.util.List.of("BODY_RETENTION", "DEAD_LETTER_RETENTION", "EVENT_RETENTION"));
		builder.environment().putAll(environment);
		return builder.start();
	}

}

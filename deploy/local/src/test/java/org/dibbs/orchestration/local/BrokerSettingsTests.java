package org.dibbs.orchestration.local;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.dibbs.orchestration.exchange.TopicRetention;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BrokerSettingsTests {

	@Test
	void hasTheUsualPortAndTwelvePartitionsUnlessToldOtherwise() {
		BrokerSettings settings = BrokerSettings.from(Map.of());
		assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
		assertThat(settings.partitions()).isEqualTo(12);
		assertThat(settings.data()).isEqualTo(Path.of(".dibbs/kafka").toAbsolutePath());
	}

	@Test
	void takesEverythingFromTheEnvironment() {
		BrokerSettings settings = BrokerSettings.from(Map.of("KAFKA_PORT", "9192", "KAFKA_CONTROLLER_PORT", "9193",
				"DIBBS_DATA", "/data/of a/stack", "DIBBS_PARTITIONS", "3", "BODY_RETENTION", "12h",
				"DEAD_LETTER_RETENTION", "30d", "EVENT_RETENTION", "60d", "KAFKA_RETENTION_CHECK_INTERVAL", "1s"));
		assertThat(settings).isEqualTo(new BrokerSettings(9192, 9193, Path.of("/data/of a/stack/kafka"), 3,
				new TopicRetention(Duration.ofHours(12), Duration.ofDays(30), Duration.ofDays(60)),
				Duration.ofSeconds(1)));
	}

	@Test
	void derivesTheControllerPortFromThePort() {
		assertThat(BrokerSettings.from(Map.of("KAFKA_PORT", "2")).controllerPort()).isEqualTo(10_002);
		assertThat(BrokerSettings.from(Map.of("KAFKA_PORT", "65535")).controllerPort()).isEqualTo(55_535);
	}

	@Test
	void takesAnotherControllerPortWhereTheDerivedOneIsTaken() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.HOST))) {
			int port = taken.getLocalPort() - 10_000;
			assertThat(BrokerSettings.from(Map.of("KAFKA_PORT", Integer.toString(port))).controllerPort())
				.isNotEqualTo(taken.getLocalPort())
				.isPositive();
		}
	}

	@Test
	void refusesAPortThatIsNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> BrokerSettings.from(Map.of("KAFKA_PORT", "kafka")))
			.withMessage("KAFKA_PORT is 'kafka', expected a number such as 9092");
	}

	@Test
	void listensOnTheLoopbackAddressOnly() {
		Properties properties = BrokerSettings.from(Map.of("KAFKA_PORT", "9192")).properties();
		assertThat(properties).containsEntry("listeners", "PLAINTEXT://127.0.0.1:9192,CONTROLLER://127.0.0.1:19192")
			.containsEntry("controller.quorum.voters", "1@127.0.0.1:19192");
	}

	@Test
	void takesTheLargestRecordOfTheExchange() {
		Properties properties = BrokerSettings.from(Map.of("KAFKA_PORT", "9192")).properties();
		assertThat(properties).containsEntry("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
		assertThat(Integer.parseInt(properties.getProperty("socket.request.max.bytes")))
			.isGreaterThan(Topics.MAX_RECORD_BYTES);
	}

	@Test
	void hasNoLimitOfSizeForAllTopics() {
		assertThat(BrokerSettings.from(Map.of()).properties()).doesNotContainKeys("log.retention.bytes",
				"log.retention.hours");
	}

	@Test
	void remembersWhereTheWorkersAreForLongerThanItKeepsWhatTheyWorkOn() {
		Properties properties = BrokerSettings.from(Map.of("BODY_RETENTION", "30d")).properties();
		assertThat(Duration.ofMinutes(Long.parseLong(properties.getProperty("offsets.retention.minutes"))))
			.isGreaterThan(Duration.ofDays(30));
	}

	@Test
	void createsNoTopicThatNobodyPlanned() {
		assertThat(BrokerSettings.from(Map.of("KAFKA_PORT", "9192")).properties())
			.containsEntry("auto.create.topics.enable", "false")
			.containsEntry("offsets.topic.num.partitions", "1")
			.containsEntry("offsets.topic.replication.factor", "1");
	}

}

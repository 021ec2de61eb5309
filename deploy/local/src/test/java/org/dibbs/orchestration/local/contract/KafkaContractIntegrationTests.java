package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.local.document.AsyncApi;
import org.dibbs.orchestration.socket.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code docs/asyncapi.yaml} says of the topics is what is on them, and what it says
 * can be submitted is taken.
 */
class KafkaContractIntegrationTests {

	private static final String[] TOPICS = { Topics.SUBMISSIONS, Topics.RESULTS, Topics.PROGRESS, Topics.EVENTS,
			Topics.DEAD_LETTERS };

	private final AsyncApi document = AsyncApi.load();

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> everyExampleOfASubmissionIsTakenFromAnyKafkaClient() {
		return this.document.examples("submission")
			.stream()
			.map((example) -> DynamicTest.dynamicTest(example.path("name").asString(), () -> submit(example)));
	}

	private void submit(JsonNode example) {
		String id = UUID.randomUUID().toString();
		try (KafkaProbe probe = this.doors.stack().probe(TOPICS)) {
			ProducerRecord<String, byte[]> record = record(id, example.path("payload").toString());
			example.path("headers")
				.properties()
				.stream()
				.filter((header) -> !header.getKey().equals(ExchangeHeaders.SUBMISSION_ID))
				.forEach((header) -> ExchangeHeaders.set(record.headers(), header.getKey(),
						header.getValue().asString()));
			probe.write(record);
			ConsumerRecord<String, byte[]> result = probe.await(Topics.RESULTS, id);
			assertThat(ExchangeHeaders.get(result.headers(), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
			if (record.headers().lastHeader(ExchangeHeaders.PROGRESS_PARTITION) != null) {
				assertThat(probe.await(Topics.PROGRESS, id).partition()).isZero();
			}
			assertAllDescribed(probe);
		}
	}

	@Test
	void describesWhatTheGatewayWrites() {
		byte[] zip = Upload.zip("CDA_eICR.xml", "<a/>");
		try (KafkaProbe probe = this.doors.stack().probe(TOPICS);
				TestSocket socket = new TestSocket(
						this.doors.stack().gateway(1, "/process-ws").toString().replaceFirst("http", "ws"))) {
			this.doors
				.send(Call.message(Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json")));
			this.doors.send(Call.message(Stack.submission("fhir", "fhir", "nope.json", "fhir.json")));
			this.doors.send(Call.upload(new Upload().field("message_type", "zzz")
				.field("config_file_name", "test-no-save.json")
				.file("application/zip", zip)));
			socket.send(zip);
			socket.closed();
			await().untilAsserted(() -> assertThat(probe.seen()).extracting(ConsumerRecord::topic)
				.contains(Topics.SUBMISSIONS, Topics.RESULTS, Topics.PROGRESS, Topics.EVENTS));
			assertAllDescribed(probe);
		}
	}

	@Test
	void describesWhatBecomesOfARecordThatIsNoSubmission() {
		String id = UUID.randomUUID().toString();
		try (KafkaProbe probe = this.doors.stack().probe(Topics.RESULTS, Topics.EVENTS, Topics.DEAD_LETTERS)) {
			probe.write(record(id, "{\"message_type\":\"elr\"}"));
			assertThat(new String(probe.await(Topics.RESULTS, id).value(), StandardCharsets.UTF_8))
				.startsWith("{\"detail\":[{\"loc\":[\"body\",");
			probe.await(Topics.DEAD_LETTERS, id);
			probe.await(Topics.EVENTS, id);
			assertAllDescribed(probe);
		}
	}

	@Test
	void doesNotDescribeEverything() {
		ConsumerRecord<String, byte[]> foreign = new ConsumerRecord<>(Topics.RESULTS, 0, 0, "no id",
				new byte[] { '1' });
		foreign.headers().add("x", new byte[0]);
		assertThat(this.document.errors(foreign)).containsOnlyKeys("result");
		assertThat(this.document.errors(foreign).get("result")).hasSizeGreaterThan(2);
	}

	private void assertAllDescribed(KafkaProbe probe) {
		List<ConsumerRecord<String, byte[]>> seen = probe.seen();
		assertThat(seen).isNotEmpty()
			.allSatisfy((record) -> assertThat(this.document.errors(record)).as("a record of %s", record.topic())
				.isEqualTo(Map.of()));
	}

	private static ProducerRecord<String, byte[]> record(String key, String value) {
		return new ProducerRecord<>(Topics.SUBMISSIONS, key, value.getBytes(StandardCharsets.UTF_8));
	}

}

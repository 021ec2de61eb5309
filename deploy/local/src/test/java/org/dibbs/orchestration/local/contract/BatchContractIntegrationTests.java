package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.document.AsyncApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Batches: sent to one gateway, asked for at another, worked on by three workers.
 */
class BatchContractIntegrationTests {

	private static final String PATH = "/submissions/batch?message_type=elr&config_file_name=sample-hl7-test-config.json";

	private static final String ELR = Stack.sample("elr.hl7");

	private static final String[] DOCUMENTS = {
			Stack.submission("elr", "hl7", "sample-hl7-test-config.json", "elr.hl7"),
			Stack.submission("vxu", "hl7", "sample-hl7-test-config.json", "vxu.hl7"),
			Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json").replace("\n", "") };

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> eachMessageOfAFileIsASubmissionThatSucceeds() {
		String reports = ELR.repeat(3);
		return Stream
			.of(Map.entry("a file with two batches",
					"FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r" + reports + "BTS|3\rBHS|^~\\&|LAB\r" + ELR + ELR
							+ "BTS|2\rFTS|2\r"),
					Map.entry("messages and nothing else", ELR + reports + ELR),
					Map.entry("frames", ("\u000B" + ELR + "\u001C\r").repeat(5)))
			.map((file) -> DynamicTest.dynamicTest(file.getKey(), () -> {
				String self = submit(hl7(file.getValue()), 5);
				Answer ended = finished(self);
				assertThat(ended.member("messages").json()).isEqualTo("5");
				assertThat(ended.member("by_status").json()).contains("\"SUCCEEDED\":5");
				assertThat(ended.member("split_at").isString()).isTrue();
			}));
	}

	@Test
	void linesOfAllKindsAreSubmissionsThatCanBeAskedFor() {
		String self = submit(ndjson(String.join("\n", DOCUMENTS)), DOCUMENTS.length);
		assertThat(finished(self).member("by_status").json()).contains("\"SUCCEEDED\":3");
		SubmissionId batch = SubmissionId.parse(self.replaceFirst(".*/", ""));
		for (int number = 1; number <= DOCUMENTS.length; number++) {
			String submission = "/submissions/" + SubmissionId.ofBatch(batch, number);
			assertThat(this.doors.send(Call.get(submission)).isJson(200).member("origin").text()).isEqualTo("batch");
			String answer = this.doors.send(Call.message(DOCUMENTS[number - 1])).isJson(200).body();
			this.doors.send(Call.get(submission + "/result")).is(200, answer);
		}
	}

	@Test
	void isFoundAtOnceThroughEveryGateway() {
		for (int i = 0; i < 5; i++) {
			String self = submit(ndjson(DOCUMENTS[2]), 1);
			IntStream.rangeClosed(1, this.doors.count())
				.forEach((gateway) -> this.doors.send(gateway, Call.get(self)).isJson(200));
		}
	}

	@Test
	void whatFailsIsCounted() {
		String lines = DOCUMENTS[2] + "\n"
				+ DOCUMENTS[2].replace("sample-fhir-test-config.json", "no-such-config.json");
		assertThat(finished(submit(ndjson(lines), 2)).member("by_status").json()).contains("\"SUCCEEDED\":1",
				"\"FAILED\":1");
	}

	@Test
	void aWorkerThatIsKilledLosesNone() {
		int messages = 60;
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":-1,\"delay_ms\":100}");
		String lines = Stream.generate(() -> DOCUMENTS[2]).limit(messages).collect(Collectors.joining("\n"));
		String self = submit(ndjson(lines), messages);
		this.doors.stack().kill("orchestrator");
		try {
			await().atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofSeconds(1))
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(this.doors.send(Call.get(self)).isJson(200).member("by_status").json())
					.contains("\"SUCCEEDED\":" + messages));
		}
		finally {
			this.doors.stack().startWhatIsMissing();
		}
	}

	@Test
	void aKafkaClientSendsABatchInOneRecord() {
		AsyncApi document = AsyncApi.load();
		SubmissionId id = SubmissionId.next();
		try (KafkaProbe probe = this.doors.stack().probe(Topics.SUBMISSIONS, Topics.RESULTS, Topics.EVENTS)) {
			probe.write(batch(id, DOCUMENTS[2] + "\n" + DOCUMENTS[0] + "\n"));
			for (int number = 1; number <= 2; number++) {
				ConsumerRecord<String, byte[]> result = probe.await(Topics.RESULTS,
						SubmissionId.ofBatch(id, number).toString());
				assertThat(ExchangeHeaders.get(result.headers(), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
			}
			assertThat(probe.seen()).allSatisfy((record) -> assertThat(document.errors(record)).isEmpty());
		}
		assertThat(finished("/submissions/batches/" + id).member("messages").json()).isEqualTo("2");
	}

	@Test
	void aRecordThatIsNoBatchIsDead() {
		SubmissionId id = SubmissionId.next();
		try (KafkaProbe probe = this.doors.stack().probe(Topics.RESULTS, Topics.DEAD_LETTERS)) {
			probe.write(batch(id, DOCUMENTS[2] + "\n{}"));
			assertThat(new String(probe.await(Topics.RESULTS, id.toString()).value(), StandardCharsets.UTF_8))
				.startsWith("{\"detail\":[{\"loc\":[\"body\",2,\"message_type\"]");
			probe.await(Topics.DEAD_LETTERS, id.toString());
		}
		assertThat(this.doors.send(Call.get("/submissions/" + id + "?wait=30s")).isJson(200).member("status").text())
			.isEqualTo("DEAD");
	}

	@TestFactory
	Stream<DynamicTest> whatIsWrongIsToldAndNothingIsAccepted() {
		return Stream.of(
				new Row(this.doors, "a wrong count of messages", hl7("BHS|\r" + ELR + "BTS|2\r")).isRefused(422,
						(body) -> assertThat(body).contains("BTS-1 says 2 messages, but 1 were found")),
				new Row(this.doors, "a wrong count of batches", hl7("FHS|\rBHS|\r" + ELR + "BTS|1\rFTS|7"))
					.isRefused(422, (body) -> assertThat(body).contains("FTS-1 says 7 batches, but 1 were found")),
				new Row(this.doors, "a file that was cut off", hl7("FHS|\rBHS|\r" + ELR)).isRefused(422,
						(body) -> assertThat(body).contains("BHS has no BTS", "FHS has no FTS")
							.doesNotContainIgnoringCase("testpatient")),
				new Row(this.doors, "one wrong line of two", ndjson(DOCUMENTS[0] + "\n{}")).isRefused(422,
						(body) -> assertThat(body).startsWith("{\"detail\":[{\"loc\":[\"body\",2,\"message_type\"]")),
				new Row(this.doors, "HL7 without a config",
						new Call("POST", "/submissions/batch?message_type=elr", Map.of(), bytes(ELR)))
					.isRefused(422,
							(body) -> assertThat(body)
								.startsWith("{\"detail\":[{\"loc\":[\"query\",\"config_file_name\"]")),
				new Row(this.doors, "nothing", hl7("")).isRefused(422,
						(body) -> assertThat(body).contains("no message")),
				new Row(this.doors, "GET", Call.get("/submissions/batch")).isRefused(405,
						"{\"detail\":\"Method Not Allowed\"}"),
				new Row(this.doors, "an unknown id", Call.get("/submissions/batches/" + UUID.randomUUID()))
					.isRefused(404, (body) -> assertThat(body).startsWith("{\"detail\":\"There is no batch ")));
	}

	private String submit(Call call, int messages) {
		Answer accepted = this.doors.send(call).isJson(202);
		assertThat(accepted.member("messages").json()).isEqualTo(Integer.toString(messages));
		return accepted.member("links", "self").text();
	}

	private Answer finished(String self) {
		Answer ended = this.doors.send(Call.get(self + "?wait=60s")).isJson(200);
		assertThat(ended.member("finished").json()).as("%s", ended).isEqualTo("true");
		return ended;
	}

	private static Call hl7(String text) {
		return new Call("POST", PATH, Map.of("Content-Type", "application/hl7-v2"), bytes(text));
	}

	private static Call ndjson(String lines) {
		return new Call("POST", "/submissions/batch", Map.of("Content-Type", "application/x-ndjson"), bytes(lines));
	}

	private static ProducerRecord<String, byte[]> batch(SubmissionId id, String lines) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id.toString(), bytes(lines));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_FORM, "ndjson");
		return record;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

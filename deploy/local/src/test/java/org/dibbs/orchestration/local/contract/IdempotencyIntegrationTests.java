package org.dibbs.orchestration.local.contract;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A message that is sent again with its {@code Idempotency-Key}, over three gateways and
 * three workers.
 */
class IdempotencyIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	// Enough that each gateway has several at once.
	private static final int DUPLICATES = 30;

	private final Doors doors = new Doors();

	private final String key = UUID.randomUUID().toString();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@Test
	void duplicatesThatComeAtOnceAreOneSubmissionWithOneResult() {
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":1000}");
		try (KafkaProbe probe = this.doors.stack().probe(Topics.SUBMISSIONS, Topics.RESULTS)) {
			List<CompletableFuture<Answer>> waiting = Stream
				.generate(() -> this.doors.later(keyed(Call.message(FHIR)).with("Prefer", "wait=60")))
				.limit(DUPLICATES)
				.toList();
			List<CompletableFuture<Answer>> asking = Stream
				.generate(() -> this.doors.later(keyed(Call.of("POST", "/submissions", FHIR))))
				.limit(DUPLICATES)
				.toList();
			List<String> ids = asking.stream()
				.map((answer) -> answer.join().isJson(202).member("submission_id").text())
				.distinct()
				.toList();
			assertThat(ids).hasSize(1);
			List<String> bodies = waiting.stream()
				.map((answer) -> answer.join().isJson(200).body())
				.distinct()
				.toList();
			assertThat(bodies).hasSize(1);
			this.doors.send(Call.get("/submissions/" + ids.getFirst() + "/result?wait=30s")).is(200, bodies.getFirst());
			assertThat(keys(probe, Topics.SUBMISSIONS)).containsExactly(ids.getFirst());
			assertThat(keys(probe, Topics.RESULTS)).containsExactly(ids.getFirst());
		}
	}

	// All of the run's own: tests of one stack come one after the other.
	private static List<String> keys(KafkaProbe probe, String topic) {
		return probe.seen().stream().filter((record) -> record.topic().equals(topic)).map(ConsumerRecord::key).toList();
	}

	@Test
	void anUploadThatIsSentAgainGetsItsAnswerWhateverItWas() {
		Call upload = keyed(Call.upload(new Upload().field("message_type", "zzz")
			.field("config_file_name", "test-no-save.json")
			.file("application/zip", Upload.zip("CDA_eICR.xml", "<a/>"))));
		Answer first = this.doors.send(upload);
		assertThat(first.status()).isGreaterThanOrEqualTo(400);
		this.doors.stack().control("{\"endpoint\":\"validate\",\"count\":-1,\"status\":418,\"body\":\"x\"}");
		for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
			assertThat(this.doors.send(gateway, upload)).isEqualTo(first);
		}
	}

	@Test
	void anotherMessageWithTheSameKeyIsRefusedByEveryGateway() {
		this.doors.send(keyed(Call.message(FHIR))).isJson(200);
		for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
			Call other = keyed(Call.message(FHIR.replace("sample-fhir", "other-fhir")));
			assertThat(this.doors.send(gateway, other).isJson(422).body()).contains("used for another request");
			this.doors.send(gateway, keyed(Call.message(FHIR + " "))).isJson(422);
			assertThat(this.doors.send(gateway, other.with("Accept", "application/problem+json")).body())
				.contains("urn:dibbs:problem:idempotency-key-reused");
		}
		assertThat(this.doors.send(Call.message(FHIR).with("Idempotency-Key", "\"open")).isJson(400).body())
			.contains("printable ASCII");
	}

	@Test
	void aKeyStandsForItsSubmissionAfterAWorkerIsKilled() {
		String body = this.doors.send(keyed(Call.message(FHIR))).isJson(200).body();
		this.doors.stack().kill("orchestrator");
		try {
			for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
				int door = gateway;
				// Where the embedded database was served by that worker, another takes
				// over.
				Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
					Answer answer = this.doors.send(door, keyed(Call.message(FHIR)));
					assertThat(answer.status()).as("%s", answer).isNotEqualTo(503);
				});
				this.doors.send(door, keyed(Call.message(FHIR))).is(200, body);
				this.doors.send(door, keyed(Call.message(FHIR.replace("sample-fhir", "other-fhir")))).isJson(422);
			}
		}
		finally {
			this.doors.stack().startWhatIsMissing();
		}
		this.doors.send(keyed(Call.message(FHIR))).is(200, body);
	}

	private Call keyed(Call call) {
		return call.with("Idempotency-Key", this.key);
	}

}

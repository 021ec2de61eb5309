package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Submitting without waiting, and asking what became of it, over three gateways and three
 * workers.
 */
class SubmissionsContractIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> answersAtOnceWithTheAddress() {
		return Stream
			.of(Call.of("POST", "/submissions", FHIR), Call.of("POST", "/orchestration/submissions", FHIR),
					Call.message(FHIR).with("Prefer", "respond-async"))
			.map((call) -> DynamicTest.dynamicTest(call.path() + " " + call.headers().keySet(), () -> {
				this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":1000}");
				Answer accepted = this.doors.send(call).isJson(202);
				String self = accepted.member("links", "self").text();
				assertThat(self).endsWith("/submissions/" + accepted.member("submission_id").text())
					.startsWith(call.path().startsWith("/orchestration") ? "/orchestration" : "/submissions");
				assertThat(this.doors.send(Call.get(self)).isJson(200).member("status").text()).isIn("ACCEPTED",
						"RUNNING");
			}));
	}

	@Test
	void isFoundAtOnceThroughEveryGateway() {
		for (int i = 0; i < 10; i++) {
			String self = submit(FHIR);
			IntStream.rangeClosed(1, this.doors.count())
				.forEach((gateway) -> this.doors.send(gateway, Call.get(self)).isJson(200));
		}
	}

	@Test
	void tellsHowItWentAndKeepsTheResult() {
		String self = submit(FHIR);
		Answer ended = this.doors.send(Call.get(self + "?wait=30s")).isJson(200);
		assertThat(ended.member("status").text()).isEqualTo("SUCCEEDED");
		assertThat(ended.member("config").text()).isEqualTo("sample-fhir-test-config.json");
		assertThat(ended.member("attempts").json()).isEqualTo("1");
		assertThat(ended.member("steps").json()).contains("\"endpoint\":\"standardize_names\"",
				"\"endpoint\":\"parse_message\"");
		String answer = this.doors.send(Call.message(FHIR)).isJson(200).body();
		this.doors.send(Call.get(self + "/result")).is(200, answer);
	}

	@Test
	void tellsWhyItFailedAndKeepsTheErrorInBothForms() {
		this.doors.stack()
			.control("{\"endpoint\":\"parse_message\",\"count\":-1,\"status\":418,\"body\":\"Testpatient\"}");
		String self = submit(FHIR);
		Answer ended = this.doors.send(Call.get(self + "?wait=30s")).isJson(200);
		assertThat(ended.member("status").text()).isEqualTo("FAILED");
		assertThat(ended.member("outcome").text()).isEqualTo("step-failed");
		assertThat(ended.member("step").text()).isEqualTo("parse_message");
		assertThat(ended.body()).doesNotContain("Testpatient");
		assertThat(this.doors.send(Call.get(self + "/result")).isJson(418).body()).contains("Testpatient");
		Answer problem = this.doors.send(Call.get(self + "/result").with("Accept", "application/problem+json"));
		assertThat(problem.member("type").text()).isEqualTo("urn:dibbs:problem:step-failed");
	}

	@Test
	void hasNoResultWhileItRuns() {
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":3000}");
		String self = submit(FHIR);
		assertThat(this.doors.send(Call.get(self + "/result")).isJson(202).member("status").text()).isIn("ACCEPTED",
				"RUNNING");
		this.doors.send(Call.get(self + "/result?wait=30s")).isJson(200);
	}

	@Test
	void callersWhoWaitGetTheResultOrTheAddress() {
		this.doors.send(Call.of("POST", "/submissions", FHIR).with("Prefer", "wait=60"))
			.is(200, this.doors.send(Call.message(FHIR)).body());
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":4000}");
		Answer accepted = this.doors.send(Call.message(FHIR).with("Prefer", "wait=1")).isJson(202);
		Answer ended = this.doors.send(Call.get(accepted.member("links", "self").text() + "?wait=30s"));
		assertThat(ended.member("status").text()).isEqualTo("SUCCEEDED");
	}

	@Test
	void aRecordThatIsNoSubmissionIsDead() {
		String id = UUID.randomUUID().toString();
		try (KafkaProbe probe = this.doors.stack().probe(Topics.DEAD_LETTERS)) {
			probe.write(new ProducerRecord<>(Topics.SUBMISSIONS, id, "no json".getBytes(StandardCharsets.UTF_8)));
			probe.await(Topics.DEAD_LETTERS, id);
		}
		Answer ended = this.doors.send(Call.get("/submissions/" + id + "?wait=30s")).isJson(200);
		assertThat(ended.member("status").text()).isEqualTo("DEAD");
		assertThat(ended.member("reason").text()).isEqualTo("not-a-submission");
	}

	@Test
	void isListedAndCounted() {
		String id = submit(FHIR.replace("sample-fhir-test-config.json", "no-such-config.json")).replace("/submissions/",
				"");
		this.doors.send(Call.get("/submissions/" + id + "?wait=30s")).isJson(200);
		assertThat(this.doors.send(Call.get("/submissions?status=FAILED&reason=unknown-config&limit=5"))
			.isJson(200)
			.body()).contains(id);
		assertThat(this.doors.send(Call.get("/submissions?status=SUCCEEDED&limit=500")).isJson(200).body())
			.doesNotContain(id);
		assertThat(this.doors.send(Call.get("/submissions/summary")).isJson(200).member("by_reason").json())
			.contains("\"unknown-config\"");
	}

	@Test
	void isFollowedUntilItHasEnded() {
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":1000}");
		Answer events = this.doors.send(Call.get(submit(FHIR) + "/events").with("Accept", "text/event-stream"));
		assertThat(events.type()).startsWith("text/event-stream");
		assertThat(events.body()).contains("data:", "\"status\":\"SUCCEEDED\"");
	}

	@TestFactory
	Stream<DynamicTest> whatCannotBeAskedIsRefused() {
		return Stream.of(
				new Row(this.doors, "an unknown id", Call.get("/submissions/" + UUID.randomUUID())).isRefused(404,
						(body) -> assertThat(body).startsWith("{\"detail\":\"")),
				new Row(this.doors, "no id", Call.get("/submissions/x")).isRefused(404,
						(body) -> assertThat(body).startsWith("{\"detail\":\"")),
				new Row(this.doors, "a limit that is none", Call.get("/submissions?limit=x")).isRefused(422,
						(body) -> assertThat(body).startsWith("{\"detail\":[{\"loc\":[\"query\",\"limit\"]")),
				new Row(this.doors, "DELETE /submissions", Call.of("DELETE", "/submissions")).isRefused(405,
						"{\"detail\":\"Method Not Allowed\"}"));
	}

	private String submit(String document) {
		Answer accepted = this.doors.send(Call.of("POST", "/submissions", document)).isJson(202);
		return "/submissions/" + accepted.member("submission_id").text();
	}

}

package org.dibbs.orchestration.local.watched;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.socket.TestSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages of all kinds, with each of the ends that a message can come to.
 */
final class Traffic {

	/** Callers who may wait at one gateway. */
	static final int MOST_PENDING = 8;

	static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	static final String ECR = Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml");

	private static final String ELR = Stack.submission("elr", "hl7", "sample-hl7-test-config.json", "elr.hl7");

	private static final String VXU = Stack.submission("vxu", "hl7", "sample-hl7-test-config.json", "vxu.hl7");

	private static final String NOWHERE = Stack.submission("fhir", "fhir", "nowhere.json", "fhir.json");

	private static final byte[] ZIP = Upload.zip("CDA_eICR.xml", Stack.sample("ecr.xml"));

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Stack stack;

	private int calls;

	Traffic(Stack stack) {
		this.stack = stack;
		String config = """
				{"overwrite":true,"workflow":{"workflow":[
				  {"service":"ingestion","endpoint":"/fhir/harmonization/standardization/standardize_names"},
				  {"service":"nowhere","endpoint":"/gone"}]}}""";
		assertThat(this.stack.send(request("/configs/nowhere.json", config, "PUT")).join().statusCode()).isIn(200, 201);
	}

	/** Everything once: what succeeds, what fails, what is refused, what is repeated. */
	void round() {
		fail();
		refuse();
		succeed();
		repeat();
	}

	void succeed() {
		for (String document : List.of(FHIR, ECR, ELR, VXU)) {
			is(200, message(document));
		}
		Upload upload = new Upload().field("message_type", "ecr")
			.field("config_file_name", "test-no-save.json")
			.file("application/zip", ZIP);
		is(200, HttpRequest.newBuilder(next("/process-zip"))
			.header("Content-Type", upload.contentType())
			.POST(HttpRequest.BodyPublishers.ofByteArray(upload.body())));
		try (TestSocket socket = new TestSocket(next("/process-ws").toString().replaceFirst("http", "ws"))) {
			socket.send(ZIP);
			await().atMost(PATIENCE).until(() -> socket.next().contains("\"processed_values\""));
		}
		is(202, request("/submissions/batch", ELR + "\n" + VXU + "\n", "POST").setHeader("Content-Type",
				"application/x-ndjson"));
		ended(accepted(FHIR), "SUCCEEDED");
		try (KafkaProbe probe = this.stack.probe(Topics.RESULTS)) {
			String id = UUID.randomUUID().toString();
			// The second one is passed over.
			probe.write(record(id, FHIR));
			probe.await(Topics.RESULTS, id);
			probe.write(record(id, FHIR));
		}
	}

	private void fail() {
		// Enough calls that the circuit opens.
		IntStream.range(0, 4).forEach((number) -> is5xx(message(NOWHERE)));
		fault("validate", "\"status\":500");
		is5xx(message(ECR));
		fault("convert-to-fhir", "\"status\":418");
		is(418, message(ECR));
		fault("standardize_phones", "\"reset\":true,\"count\":3");
		is5xx(message(FHIR));
		fault("standardize_phones", "\"delay_ms\":6000");
		is5xx(message(FHIR));
		is(400, message(ECR.replaceFirst("\"message\":\".*\"", "\"message\":\"no xml\"")));
		is(400, message(FHIR.replace("sample-fhir-test-config.json", "nope.json")));
	}

	private void refuse() {
		is(422, message("{\"message_type\":\"elr\"}"));
		is(413, message(FHIR + " ".repeat(1_100_000)));
		String key = UUID.randomUUID().toString();
		is(200, message(FHIR).header("Idempotency-Key", key));
		is(422, message(FHIR + " ").header("Idempotency-Key", key));
		fault("parse_message", "\"delay_ms\":1500,\"count\":" + MOST_PENDING);
		List<CompletableFuture<HttpResponse<String>>> crowd = Stream
			.generate(() -> this.stack.send(post(this.stack.gateway(1, "/process-message"), FHIR)))
			.limit(MOST_PENDING + 2)
			.toList();
		assertThat(crowd).extracting((answer) -> answer.join().statusCode()).contains(200, 429).containsOnly(200, 429);
		this.stack.reset();
	}

	/** What nobody waits for, or nobody waits for any more. */
	private void repeat() {
		fault("parse_message", "\"status\":503");
		is(200, message(FHIR));
		fault("parse_message", "\"status\":503,\"count\":3");
		ended(accepted(FHIR), "SUCCEEDED");
		fault("parse_message", "\"delay_ms\":2000");
		HttpResponse<String> late = is(202, message(FHIR).header("Prefer", "wait=1"));
		ended(late.headers().firstValue("submission-id").orElseThrow(), "SUCCEEDED");
		String dead = buryAtAStep();
		is(202, request("/submissions/" + dead + "/replay", "", "POST"));
		ended(dead, "DEAD");
		buryWhatIsNoSubmission();
	}

	/**
	 * A message whose every attempt fails at the same step.
	 */
	String buryAtAStep() {
		String id = accepted(NOWHERE);
		ended(id, "DEAD");
		return id;
	}

	/**
	 * A record that nobody can work on.
	 */
	String buryWhatIsNoSubmission() {
		String id = UUID.randomUUID().toString();
		try (KafkaProbe probe = this.stack.probe(Topics.DEAD_LETTERS)) {
			probe.write(record(id, "{\"message_type\":\"elr\"}"));
			probe.await(Topics.DEAD_LETTERS, id);
		}
		return id;
	}

	/** The queue takes nothing for as long as three callers need to be told so. */
	void haltTheQueue() {
		this.stack.signal("broker", "STOP");
		try {
			List<CompletableFuture<HttpResponse<String>>> refused = Stream
				.generate(() -> this.stack.send(message(FHIR)))
				.limit(3)
				.toList();
			assertThat(refused).extracting((answer) -> answer.join().statusCode()).containsOnly(503);
		}
		finally {
			this.stack.signal("broker", "CONT");
		}
		await().atMost(PATIENCE).until(() -> this.stack.send(message(FHIR)).join().statusCode() == 200);
	}

	/**
	 * A block answers late for as long as a number of messages need.
	 */
	void slowDown(String endpoint, int messages) {
		fault(endpoint, "\"delay_ms\":2500,\"count\":" + messages);
		List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> this.stack.send(message(FHIR)))
			.limit(messages)
			.toList();
		assertThat(answers).extracting((answer) -> answer.join().statusCode()).containsOnly(200);
		this.stack.reset();
	}

	private String accepted(String document) {
		return is(202, request("/submissions", document, "POST")).headers().firstValue("submission-id").orElseThrow();
	}

	private void ended(String id, String status) {
		await().atMost(PATIENCE)
			.until(() -> this.stack.get(this.stack.gateway(1, "/submissions/" + id + "?wait=20s")).body(),
					(body) -> body.contains("\"status\":\"" + status + "\""));
	}

	private void fault(String endpoint, String what) {
		this.stack.control("{\"endpoint\":\"" + endpoint + "\"," + what + "}");
	}

	private HttpResponse<String> is(int status, HttpRequest.Builder request) {
		HttpResponse<String> answer = this.stack.send(request).join();
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer;
	}

	private void is5xx(HttpRequest.Builder request) {
		HttpResponse<String> answer = this.stack.send(request).join();
		assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(500);
	}

	private HttpRequest.Builder message(String document) {
		return request("/process-message", document, "POST");
	}

	private HttpRequest.Builder request(String path, String body, String method) {
		return post(next(path), body).method(method, HttpRequest.BodyPublishers.ofString(body));
	}

	private static HttpRequest.Builder post(URI uri, String body) {
		return HttpRequest.newBuilder(uri)
			.setHeader("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	// Both gateways in turn.
	private URI next(String path) {
		return this.stack.gateway(this.calls++ % 2 + 1, path);
	}

	private static ProducerRecord<String, byte[]> record(String id, String value) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id,
				value.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		return record;
	}

}

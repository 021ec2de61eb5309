package org.dibbs.orchestration.orchestrator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.RunningWorker.Answer;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.workflow.FakeJournal;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRun;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that is only declared, from the operator's file to the answer.
 */
class DeclaredBlockTests {

	private static final String DECLARATIONS = """
			building-blocks:
			  - name: counter
			    url: http://user:${COUNTER_PASSWORD}@127.0.0.1:${COUNTER_PORT}/base
			    health-path: /alive
			    endpoints:
			      - path: /v1/count
			        data-member: bundle
			        message-type-member: kind
			        result-member: counted
			      - path: /v1/note
			      - path: /v1/again
			        repeatable: true
			""";

	private static final List<String> calls = new CopyOnWriteArrayList<>();

	private static HttpServer service;

	private static RunningWorker worker;

	@BeforeAll
	static void start(@TempDir Path data) throws IOException {
		service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
		service.createContext("/base", DeclaredBlockTests::serve);
		service.start();
		Path file = Files.writeString(data.resolve("blocks.yaml"), DECLARATIONS);
		worker = new RunningWorker(data, Map.of("BUILDING_BLOCKS_FILE", file.toString(), "COUNTER_PASSWORD", "s3cret",
				"COUNTER_PORT", String.valueOf(service.getAddress().getPort())));
	}

	@AfterAll
	static void stop() {
		worker.close();
		service.stop(0);
	}

	@BeforeEach
	void forget() {
		calls.clear();
	}

	private static void serve(HttpExchange exchange) throws IOException {
		String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + request);
		String param = request.replaceAll(".*\"do\":\"([^\"]*)\".*", "$1");
		int status = switch (param) {
			case "fail" -> 418;
			case "lose" -> 502;
			default -> 200;
		};
		byte[] answer = (param.equals("empty") ? "{}" : "{\"counted\":{\"members\":2},\"by\":\""
				+ exchange.getRequestHeaders().containsKey("Authorization") + "\"}")
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, answer.length);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	@Test
	void isCalledByAWorkflowThatNamesItAndHandsItsResultOn() throws IOException {
		assertThat(put("chain.json", step("/v1/count", "\"a\":1"), step("/v1/note", "\"b\":2")).status())
			.isEqualTo(201);
		WorkflowReply reply = run("chain.json");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(text(reply)).isEqualTo("{\"message\":\"Processing succeeded!\",\"processed_values\":"
				+ "{\"counted\":{\"members\":2},\"by\":\"true\"}}");
		assertThat(calls).containsExactly(
				"POST /base/v1/count {\"bundle\":{\"resourceType\":\"Bundle\"},\"kind\":\"fhir\",\"a\":1}",
				"POST /base/v1/note {\"data\":{\"members\":2},\"b\":2}");
	}

	@Test
	void failsAsTheOthersDo() throws IOException {
		put("fail.json", step("/v1/count", "\"do\":\"fail\""));
		WorkflowReply reply = run("fail.json");
		assertThat(reply.status()).isEqualTo(418);
		assertThat(text(reply)).startsWith("{\"detail\":\"Service counter failed with error {\\\"counted\\\":")
			.endsWith(", endpoint: count\"}");
	}

	@Test
	void isNamedWithTheMemberThatItsAnswerLacks() throws IOException {
		put("empty.json", step("/v1/count", "\"do\":\"empty\""));
		assertThat(text(run("empty.json"))).contains("service counter answered 200 with no value for 'counted'");
	}

	@Test
	void isCalledAgainOnlyWhereThatIsDeclared() throws IOException {
		put("once.json", step("/v1/note", "\"do\":\"lose\""));
		assertThat(run("once.json").status()).isEqualTo(502);
		assertThat(calls).hasSize(1);
		put("again.json", step("/v1/again", "\"do\":\"lose\""));
		assertThat(run("again.json").status()).isEqualTo(502);
		assertThat(calls).hasSize(4);
	}

	@Test
	void isKnownToTheValidationOfConfigs() throws IOException {
		assertThat(put("wrong.json", step("/v2/count", "")).body()).startsWith(
				"{\"detail\":[{\"loc\":[\"body\",\"workflow\",\"workflow\",0,\"endpoint\"],\"msg\":\"step 1 (counter): "
						+ "service 'counter' has no endpoint '/v2/count'; its endpoints are [/v1/count, /v1/note, /v1/again]");
		Answer check = worker.send("POST", "/configs/any.json/check", Map.of(), upload(step("/v1/count", "\"a\":1")));
		assertThat(check.status()).isEqualTo(200);
		assertThat(check.body()).contains("{\"step\":1,\"name\":\"counter\",\"service\":\"counter\","
				+ "\"endpoint\":\"/v1/count\",\"params\":[\"a\"]");
	}

	@Test
	void isListedWithItsHealthAndWithoutItsAddress() throws IOException {
		Answer answer = worker.send("GET", "/building-blocks");
		assertThat(answer.body())
			.endsWith("{\"service\":\"counter\",\"keys\":[\"counter\"],\"endpoints\":[\"/v1/count\",\"/v1/note\","
					+ "\"/v1/again\"],\"configured\":true,\"health\":\"up\"}]}")
			.doesNotContain("s3cret", "127.0.0.1");
		assertThat(calls).allMatch((call) -> call.startsWith("GET /base/alive"));
	}

	private static String step(String endpoint, String params) {
		return "{\"service\":\"counter\",\"endpoint\":\"" + endpoint + "\",\"params\":{" + params + "}}";
	}

	private static byte[] upload(String... steps) {
		return ("{\"workflow\":{\"workflow\":[" + String.join(",", steps) + "]}}").getBytes(StandardCharsets.UTF_8);
	}

	private static Answer put(String name, String... steps) throws IOException {
		return worker.send("PUT", "/configs/" + name, Map.of(), upload(steps));
	}

	private static WorkflowReply run(String config) {
		SubmissionRequest request = new SubmissionRequest(SubmissionOrigin.PROCESS_MESSAGE, MessageType.FHIR.wire(),
				DataType.FHIR, config, JsonFragment.literal("{\"resourceType\":\"Bundle\"}"), null,
				JsonFragment.EMPTY_OBJECT);
		try {
			return worker.bean(WorkflowRunner.class)
				.run(WorkflowRun.first(Objects.requireNonNull(worker.bean(ConfigRegistry.class).find(config)), request),
						new FakeJournal())
				.reply();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(WorkflowReply reply) {
		return new String(reply.body(), StandardCharsets.UTF_8);
	}

}

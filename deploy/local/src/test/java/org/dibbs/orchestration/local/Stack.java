package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole stack as an operator runs it: started by {@code ./dibbs up --detach}, on
 * ports of its own, its processes under the agent, all tests of a run sharing it.
 */
final class Stack {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static Stack shared;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Script script;

	private final TestBroker broker;

	private final int size;

	private Stack() throws IOException {
		this.script = new Script();
		this.broker = TestBroker.start(this, this.script.get("KAFKA_PORT"));
		this.broker.environment().forEach(this.script::with);
		startWhatIsMissing();
		this.size = this.script.processes().size();
	}

	/**
	 * The stack, started by whoever asks first.
	 * @return the stack, in good order
	 */
	static synchronized Stack shared() {
		try {
			if (shared == null) {
				shared = new Stack();
			}
			if (shared.script.processes().size() < shared.size) {
				// A test that failed has left a process dead.
				shared.startWhatIsMissing();
			}
			shared.post(shared.sandbox("/__reset"), "");
			return shared;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Script script() {
		return this.script;
	}

	TestBroker broker() {
		return this.broker;
	}

	/**
	 * A process of the stack.
	 * @param name its name in {@code ./dibbs status}
	 * @return its handle
	 */
	ProcessHandle process(String name) {
		try {
			String pid = Files.readString(this.script.data().resolve("run").resolve(name + ".pid")).strip();
			return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void kill(String name) {
		ProcessHandle process = process(name);
		process.destroyForcibly();
		process.onExit().join();
	}

	void startWhatIsMissing() {
		this.script.run("up", "--detach", "--no-build");
	}

	URI gateway(String path) {
		return URI.create("http://127.0.0.1:" + this.script.get("GATEWAY_PORT") + path);
	}

	URI sandbox(String path) {
		return URI.create("http://127.0.0.1:" + this.script.get("SANDBOX_PORT") + path);
	}

	HttpResponse<String> get(URI uri) {
		return send(HttpRequest.newBuilder(uri).GET()).join();
	}

	HttpResponse<String> post(URI uri, String body) {
		return postLater(uri, body).join();
	}

	CompletableFuture<HttpResponse<String>> postLater(URI uri, String body) {
		return send(HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
		return this.http.sendAsync(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> submit(String document) {
		return post(gateway("/process-message"), document);
	}

	CompletableFuture<HttpResponse<String>> submitLater(String document) {
		return postLater(gateway("/process-message"), document);
	}

	/**
	 * Has the sandbox answer differently.
	 * @param fault the body of {@code POST /__control}
	 */
	void control(String fault) {
		assertThat(post(sandbox("/__control"), fault).statusCode()).isEqualTo(200);
	}

	/**
	 * A submission of one of the shipped samples.
	 * @param messageType the message type
	 * @param dataType the data type
	 * @param config the workflow config
	 * @param sample the sample's file name
	 * @return the document
	 */
	static String submission(String messageType, String dataType, String config, String sample) {
		try {
			String message = Files.readString(Script.ROOT.resolve("deploy/local/samples").resolve(sample));
			return new JsonObjectBuilder().member("message_type", messageType)
				.member("data_type", dataType)
				.member("config_file_name", config)
				.member("message",
						dataType.equals("fhir") ? JsonFragment.literal(message.strip()) : JsonFragment.string(message))
				.build()
				.json();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

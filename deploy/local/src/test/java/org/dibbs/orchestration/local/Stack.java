package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole stack as an operator runs it: started by {@code ./dibbs up --detach}, on
 * ports of its own, its processes under the agent, all tests of a run sharing it.
 */
final class Stack {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final Path ROOT = Path.of(System.getProperty("dibbs.root")).toAbsolutePath();

	private static Stack shared;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, String> environment = new HashMap<>();

	private final TestBroker broker;

	private final Path data;

	private final int gatewayPort;

	private final int sandboxPort;

	private Stack() throws IOException {
		this.data = Files.createTempDirectory("dibbs-stack");
		List<Integer> ports = freePorts(4);
		this.gatewayPort = ports.get(0);
		this.sandboxPort = ports.get(1);
		this.environment.put("DIBBS_DATA", this.data.toString());
		this.environment.put("GATEWAY_PORT", Integer.toString(this.gatewayPort));
		this.environment.put("SANDBOX_PORT", Integer.toString(this.sandboxPort));
		this.environment.put("ORCHESTRATOR_PORT", Integer.toString(ports.get(2)));
		this.environment.put("KAFKA_PORT", Integer.toString(ports.get(3)));
		this.broker = TestBroker.start(this, ports.get(3));
		this.environment.putAll(this.broker.environment());
		dibbs("up", "--detach", "--no-build");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> dibbs("down")));
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
			shared.post(shared.sandbox("/__reset"), "");
			return shared;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the script.
	 * @param arguments the verb and what follows it
	 * @return what it wrote
	 */
	String dibbs(String... arguments) {
		try {
			Path output = Files.createTempFile("dibbs", ".out");
			List<String> command = new ArrayList<>(List.of(ROOT.resolve("dibbs").toString()));
			command.addAll(List.of(arguments));
			ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(this.environment);
			Process process = builder.start();
			assertThat(process.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
			String written = Files.readString(output);
			assertThat(process.exitValue()).as("%s%n%s", command, written).isZero();
			return written;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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
			String pid = Files.readString(this.data.resolve("run").resolve(name + ".pid")).strip();
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
		dibbs("up", "--detach", "--no-build");
	}

	URI gateway(String path) {
		return URI.create("http://127.0.0.1:" + this.gatewayPort + path);
	}

	URI sandbox(String path) {
		return URI.create("http://127.0.0.1:" + this.sandboxPort + path);
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
			String message = Files.readString(ROOT.resolve("deploy/local/samples").resolve(sample));
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

	private static List<Integer> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0));
			}
			return sockets.stream().map(ServerSocket::getLocalPort).toList();
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

}

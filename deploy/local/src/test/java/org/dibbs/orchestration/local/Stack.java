package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole stack as an operator runs it: started by {@code ./dibbs up --detach}, on
 * ports of its own, its processes under the agent, all tests of a run sharing it.
 */
public final class Stack {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int SEVERAL = 3;

	/** Compiles no more than it must: what is started again and again is there sooner. */
	private static final String SOON = "-XX:TieredStopAtLevel=1";

	private static Stack shared;

	private static Stack several;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Script script;

	private final TestBroker broker;

	private final int size;

	private final String[] options;

	private Stack(Script script, String... options) throws IOException {
		this(script, TestBroker::start, options);
	}

	private Stack(Script script, BiFunction<Stack, String, TestBroker> brokers, String... options) throws IOException {
		this.script = script;
		this.options = options;
		this.broker = brokers.apply(this, this.script.get("KAFKA_PORT"));
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
				shared = new Stack(new Script().with("DIBBS_JAVA_OPTS", SOON));
			}
			return shared.inGoodOrder();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A stack with three gateways and three workers, started by whoever asks first. It
	 * runs without the agent, to be there sooner.
	 * @return the stack, in good order
	 */
	public static synchronized Stack several() {
		try {
			if (several == null) {
				Script script = new Script().with("OTEL_JAVAAGENT_ENABLED", "false")
					.with("DIBBS_JAVA_OPTS", SOON)
					.withPorts(SEVERAL);
				several = new Stack(script, "--gateways", Integer.toString(SEVERAL), "--workers",
						Integer.toString(SEVERAL));
			}
			return several.inGoodOrder();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A stack that a test has for itself, with the embedded broker.
	 * @param script what it is told, and what stops it in the end
	 * @param options what else {@code ./dibbs up} is told
	 * @return the stack
	 */
	public static Stack own(Script script, String... options) {
		try {
			script.with("DIBBS_JAVA_OPTS", SOON);
			if (script.get("OTEL_JAVAAGENT_ENABLED").isEmpty()) {
				script.with("OTEL_JAVAAGENT_ENABLED", "false");
			}
			return new Stack(script, TestBroker::embedded, options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Stack inGoodOrder() {
		if (this.script.processes().size() < this.size) {
			// A test that failed has left a process dead.
			startWhatIsMissing();
		}
		reset();
		return this;
	}

	/** Has the sandbox forget faults, counts and what was saved. */
	public void reset() {
		post(sandbox("/__reset"), "");
	}

	public Script script() {
		return this.script;
	}

	TestBroker broker() {
		return this.broker;
	}

	/**
	 * A look at topics of the stack.
	 * @param topics their names
	 * @return the probe, which sees what comes from now on
	 */
	public KafkaProbe probe(String... topics) {
		return new KafkaProbe(this.broker.bootstrapServers(), topics);
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

	public void kill(String name) {
		ProcessHandle process = process(name);
		process.destroyForcibly();
		process.onExit().join();
	}

	/**
	 * Has a process stand still, or go on.
	 * @param name its name
	 * @param signal STOP or CONT
	 */
	public void signal(String name, String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process(name).pid())).start();
			assertThat(kill.waitFor()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts further processes.
	 * @param more what {@code ./dibbs up} is told
	 */
	void up(String... more) {
		List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--no-build"));
		arguments.addAll(List.of(more));
		this.script.run(arguments.toArray(String[]::new));
	}

	public void startWhatIsMissing() {
		up(this.options);
	}

	URI gateway(String path) {
		return gateway(1, path);
	}

	/**
	 * A path of one of several gateways.
	 * @param number its number, from 1
	 * @param path the path
	 * @return where it is
	 */
	public URI gateway(int number, String path) {
		String variable = (number == 1) ? "GATEWAY_PORT" : "GATEWAY_" + number + "_PORT";
		return URI.create("http://127.0.0.1:" + this.script.get(variable) + path);
	}

	/**
	 * How many gateways, and how many workers, {@link #several()} has.
	 * @return the number
	 */
	public int instances() {
		return SEVERAL;
	}

	public URI sandbox(String path) {
		return URI.create("http://127.0.0.1:" + this.script.get("SANDBOX_PORT") + path);
	}

	public HttpResponse<String> get(URI uri) {
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

	/**
	 * Sends a request.
	 * @param request the request, without timeout
	 * @return the answer to come
	 */
	public CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
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
	public void control(String fault) {
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
	public static String submission(String messageType, String dataType, String config, String sample) {
		String message = sample(sample);
		return new JsonObjectBuilder().member("message_type", messageType)
			.member("data_type", dataType)
			.member("config_file_name", config)
			.member("message",
					dataType.equals("fhir") ? JsonFragment.literal(message.strip()) : JsonFragment.string(message))
			.build()
			.json();
	}

	/**
	 * One of the shipped samples.
	 * @param name its file name
	 * @return its text
	 */
	public static String sample(String name) {
		try {
			return Files.readString(Script.ROOT.resolve("deploy/local/samples").resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

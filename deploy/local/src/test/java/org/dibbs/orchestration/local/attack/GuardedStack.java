package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Script;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.StoredKey;
import org.jspecify.annotations.Nullable;

/**
 * A stack whose gateway wants keys or tokens, and is impatient, with keys of several
 * callers. All classes of attacks share it.
 */
final class GuardedStack {

	private static @Nullable GuardedStack shared;

	private final Script script;

	private final MetricSink metrics;

	private final TestIssuer issuer;

	private final Stack stack;

	private final ApiKey reader;

	private final ApiKey sender;

	private final ApiKey admin;

	private GuardedStack() throws IOException {
		this.metrics = new MetricSink();
		this.issuer = new TestIssuer();
		this.script = new Script().with("AUTHENTICATION", "keys,oidc")
			.with("OIDC_ISSUER", this.issuer.address())
			.with("OIDC_AUDIENCE", TestIssuer.AUDIENCE)
			.with("HEADER_TIMEOUT", "1s")
			.with("BODY_PAUSE", "1s")
			.with("BODY_TIMEOUT", "10s")
			.with("OTEL_JAVAAGENT_ENABLED", "true")
			.with("OTEL_EXPORTER_OTLP_ENDPOINT", this.metrics.address())
			.with("OTEL_METRIC_EXPORT_INTERVAL", "1000")
			.with("OTEL_TRACES_EXPORTER", "none")
			.with("OTEL_LOGS_EXPORTER", "none");
		this.stack = Stack.own(this.script);
		this.reader = key("county-a", Scope.READ);
		this.sender = key("county-b", Scope.SUBMIT);
		this.admin = key("state", Scope.ADMIN);
	}

	/**
	 * The stack, started by whoever asks first; it ends with this process.
	 * @return the stack
	 */
	static synchronized GuardedStack shared() {
		if (shared == null) {
			try {
				shared = new GuardedStack();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return shared;
	}

	/** Of county-a. */
	ApiKey reader() {
		return this.reader;
	}

	/** Of county-b. */
	ApiKey sender() {
		return this.sender;
	}

	/** Of nobody in particular. */
	ApiKey admin() {
		return this.admin;
	}

	/**
	 * Makes a key that counts from now on.
	 * @param tenant whose
	 * @param scopes what it opens
	 * @return the key
	 */
	ApiKey key(String tenant, Scope... scopes) {
		ApiKey key = ApiKey.create(new SecureRandom());
		Instant now = Instant.now();
		StoredKey stored = new StoredKey(key.id(), key.hash(), new Caller(tenant, key.id(), Set.of(scopes)), now,
				now.plusSeconds(3600), false);
		try (KafkaProbe topic = this.stack.probe(Topics.KEYS)) {
			topic.write(new ProducerRecord<>(Topics.KEYS, 0, key.id(), stored.encode()));
		}
		Awaitility.await().until(() -> status(key.reveal(), "GET", "/nothing") != 401);
		return key;
	}

	void revoke(ApiKey key) {
		this.script.run("keys", "revoke", key.id());
	}

	TestIssuer issuer() {
		return this.issuer;
	}

	/** What gateway and worker share. */
	InternalSecret internalSecret() {
		return InternalSecret.of("INTERNAL_SECRET", read(this.script.data().resolve("internal-secret")));
	}

	URI worker(String path) {
		return URI.create("http://127.0.0.1:" + this.script.get("ORCHESTRATOR_PORT") + path);
	}

	int port() {
		return Integer.parseInt(this.script.get("GATEWAY_PORT"));
	}

	/**
	 * Has the script do something.
	 * @param arguments what
	 * @return what it says
	 */
	String run(String... arguments) {
		return this.script.run(arguments);
	}

	HttpResponse<String> ask(@Nullable String key, String method, String path, String json) {
		HttpRequest.Builder request = request(key, path).header("Content-Type", "application/json");
		return send(request.method(method, HttpRequest.BodyPublishers.ofString(json)));
	}

	int status(@Nullable String key, String method, String path) {
		return send(request(key, path).method(method, HttpRequest.BodyPublishers.noBody())).statusCode();
	}

	HttpRequest.Builder request(@Nullable String key, String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.stack.gateway(1, path));
		return (key != null) ? request.header("X-API-Key", key) : request;
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		return this.stack.send(request).join();
	}

	/** What the stand-in building blocks were asked. */
	String calls() {
		return this.stack.get(this.stack.sandbox("/__stats")).body();
	}

	void forgetCalls() {
		this.stack.reset();
	}

	MetricSink metrics() {
		return this.metrics;
	}

	/**
	 * Each process that the stack was started with, as it is now.
	 * @return the numbers of those that run
	 */
	List<String> processes() {
		try (Stream<Path> files = Files.list(this.script.data().resolve("run"))) {
			return files.filter((file) -> file.toString().endsWith(".pid")).map(GuardedStack::read).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All that the processes have logged.
	 * @return the lines
	 */
	List<String> logged() {
		try (Stream<Path> files = Files.list(this.script.data().resolve("logs"))) {
			return files.filter(Files::isRegularFile).flatMap((file) -> read(file).lines()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

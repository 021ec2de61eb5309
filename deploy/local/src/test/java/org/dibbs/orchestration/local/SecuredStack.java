package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A stack with TLS on every hop, client certificates on all but the caller's, SASL at the
 * broker, and encrypted payloads.
 */
final class SecuredStack implements AutoCloseable {

	private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required "
			+ "username=\"dibbs\" password=\"%s\";";

	private final Path folder;

	private final Certificates certificates;

	private final BrokerProcess broker;

	private final String kafka = "127.0.0.1:" + freePort();

	private final Script script = new Script();

	private final TlsBlock block;

	private final TlsBlock rogue;

	private final TlsBlock elsewhere;

	private long written = System.currentTimeMillis();

	/**
	 * Starts it.
	 * @param folder for its files
	 * @param keys what payloads are encrypted with
	 */
	SecuredStack(Path folder, String keys) throws IOException, GeneralSecurityException {
		this.folder = folder;
		this.certificates = new Certificates(Files.createDirectory(folder.resolve("certificates")));
		changeKeys(keys);
		this.broker = new BrokerProcess(Files.createDirectory(folder.resolve("broker")));
		Path settings = Files.writeString(folder.resolve("broker.properties"), brokerSettings());
		this.broker.with("KAFKA_BROKER_SETTINGS_FILE", settings.toString()).start();
		String sandbox = "http://127.0.0.1:" + this.script.get("SANDBOX_PORT");
		this.block = new TlsBlock(this.certificates.context("server"), sandbox);
		this.rogue = new TlsBlock(this.certificates.context("rogue"), sandbox);
		this.elsewhere = new TlsBlock(this.certificates.context("elsewhere"), sandbox);
		environment().forEach(this.script::with);
		Stack.own(this.script);
	}

	/** The blocks that the worker may trust. */
	TlsBlock block() {
		return this.block;
	}

	/** One whose certificate nobody has signed. */
	TlsBlock rogue() {
		return this.rogue;
	}

	/** One whose certificate is that of another host. */
	TlsBlock elsewhere() {
		return this.elsewhere;
	}

	KafkaProbe probe(String... topics) {
		return new KafkaProbe(this.broker.bootstrapServers(), topics);
	}

	void changeKeys(String keys) throws IOException {
		this.written += 5000;
		Files.setLastModifiedTime(Files.writeString(keys(), keys), FileTime.fromMillis(this.written));
	}

	String port(String variable) {
		return this.script.get(variable);
	}

	Map<String, String> environment(String prefix) throws IOException {
		Map<String, String> told = new HashMap<>();
		environment().forEach((name, value) -> {
			if (name.startsWith(prefix)) {
				told.put(name, value);
			}
		});
		return told;
	}

	@Override
	public void close() {
		Stream.of(this.block, this.rogue, this.elsewhere).forEach(TlsBlock::close);
		this.script.close();
		this.broker.close();
	}

	Map<String, Object> client(String password) {
		return new HashMap<>(Map.of("bootstrap.servers", this.kafka, "security.protocol", "SASL_SSL", "sasl.mechanism",
				"PLAIN", "sasl.jaas.config", JAAS.formatted(password), "ssl.truststore.type", "PEM",
				"ssl.truststore.location", this.certificates.certificate("ca"), "ssl.keystore.type", "PEM",
				"ssl.keystore.location", this.certificates.both("client")));
	}

	private Map<String, String> environment() throws IOException {
		Map<String, String> told = new HashMap<>();
		for (String server : List.of("GATEWAY", "ORCHESTRATOR")) {
			told.put(server + "_TLS_CERTIFICATE", this.certificates.certificate("server"));
			told.put(server + "_TLS_KEY", this.certificates.key("server"));
		}
		told.put("ORCHESTRATOR_TLS_CA", this.certificates.certificate("ca"));
		for (String client : List.of("WORKER", "BLOCKS")) {
			told.put(client + "_TLS_CA", this.certificates.certificate("ca"));
			told.put(client + "_TLS_CERTIFICATE", this.certificates.certificate("client"));
			told.put(client + "_TLS_KEY", this.certificates.key("client"));
		}
		told.put("INGESTION_URL", this.block.url("/ingestion"));
		told.put("MESSAGE_PARSER_URL", this.block.url("/message-parser"));
		told.put("VALIDATION_URL", this.rogue.url("/validation"));
		told.put("FHIR_CONVERTER_URL", this.rogue.url("/fhir-converter"));
		told.put("ECR_VIEWER_URL", this.elsewhere.url("/ecr-viewer"));
		told.put("BLOCK_RETRY_ATTEMPTS", "1");
		told.put("KAFKA_BOOTSTRAP_SERVERS", this.kafka);
		client("secret").forEach((name, value) -> {
			if (!name.startsWith("bootstrap") && !name.contains("jaas")) {
				told.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString());
			}
		});
		told.put("KAFKA_SASL_JAAS_CONFIG_FILE",
				Files.writeString(this.folder.resolve("jaas"), JAAS.formatted("secret")).toString());
		told.put("PAYLOAD_KEYS_FILE", keys().toString());
		return told;
	}

	private String brokerSettings() {
		return """
				listeners=PLAINTEXT://%s,SASL_SSL://%s,CONTROLLER://127.0.0.1:%s
				listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
				listener.name.sasl_ssl.ssl.client.auth=required
				listener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN
				listener.name.sasl_ssl.plain.sasl.jaas.config=%s
				sasl.enabled.mechanisms=PLAIN
				ssl.keystore.type=PEM
				ssl.keystore.location=%s
				ssl.truststore.type=PEM
				ssl.truststore.location=%s
				""".formatted(this.broker.bootstrapServers(), this.kafka, controllerPort(),
				JAAS.formatted("secret").replace(";", " user_dibbs=\"secret\";"), this.certificates.both("server"),
				this.certificates.certificate("ca"));
	}

	// The port that BrokerSettings chooses is told to the broker, so that the listeners
	// here can name it.
	private String controllerPort() {
		String port = Integer.toString(freePort());
		this.broker.with("KAFKA_CONTROLLER_PORT", port);
		return port;
	}

	HttpResponse<String> submit(String config, String marker) throws IOException, InterruptedException {
		return send(Stack.submission("fhir", "fhir", config, "fhir.json").replaceAll("(?i)testpatient", marker));
	}

	HttpResponse<String> send(String document) throws IOException, InterruptedException {
		return send(null,
				HttpRequest.newBuilder(gateway("/process-message"))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(document)));
	}

	// The ledger may learn of the end after the caller who waited for it.
	HttpResponse<String> stored(HttpResponse<String> answer) {
		return get(null, gateway("/submissions/" + id(answer) + "/result?wait=30s"));
	}

	static String id(HttpResponse<String> answer) {
		return answer.headers().firstValue("Submission-Id").orElseThrow();
	}

	URI gateway(String path) {
		return URI.create("https://127.0.0.1:" + this.script.get("GATEWAY_PORT") + path);
	}

	HttpResponse<String> get(@Nullable String certificate, URI uri) {
		try {
			return send(certificate, HttpRequest.newBuilder(uri));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> send(@Nullable String certificate, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newBuilder().sslContext(this.certificates.context(certificate)).build()) {
			return http.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	boolean onDisk(String text) throws IOException {
		byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
		String needle = new String(wanted, StandardCharsets.ISO_8859_1);
		try (Stream<Path> files = Files.walk(this.folder.resolve("broker"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".log")).toList()) {
				if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
					return true;
				}
			}
		}
		return false;
	}

	private Path keys() {
		return this.folder.resolve("keys");
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

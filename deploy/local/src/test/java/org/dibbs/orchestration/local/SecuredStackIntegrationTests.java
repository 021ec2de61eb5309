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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.payload.KeyRing;
import org.dibbs.orchestration.payload.PayloadSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The whole stack with TLS on every hop, client certificates on all but the caller's,
 * SASL at the broker, and encrypted payloads.
 */
class SecuredStackIntegrationTests {

	private static final String MARKER = "Zymurgical";

	private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required "
			+ "username=\"dibbs\" password=\"%s\";";

	private static final String OLD = "old:" + key();

	private static final String NEW = "new:" + key();

	@TempDir
	private static Path folder;

	private static Certificates certificates;

	private static Script script;

	private static BrokerProcess broker;

	private static String kafka;

	private static TlsBlock block;

	private static TlsBlock rogue;

	private static TlsBlock elsewhere;

	@BeforeAll
	static void start() throws Exception {
		certificates = new Certificates(Files.createDirectory(folder.resolve("certificates")));
		Files.writeString(keys(), OLD);
		broker = new BrokerProcess(Files.createDirectory(folder.resolve("broker")));
		kafka = "127.0.0.1:" + freePort();
		Path settings = Files.writeString(folder.resolve("broker.properties"), brokerSettings());
		broker.with("KAFKA_BROKER_SETTINGS_FILE", settings.toString()).start();
		script = new Script();
		String sandbox = "http://127.0.0.1:" + script.get("SANDBOX_PORT");
		block = new TlsBlock(certificates.context("server"), sandbox);
		rogue = new TlsBlock(certificates.context("rogue"), sandbox);
		elsewhere = new TlsBlock(certificates.context("elsewhere"), sandbox);
		environment().forEach(script::with);
		Stack.own(script);
	}

	@AfterAll
	static void stop() {
		Stream.of(script, block, rogue, elsewhere, broker).forEach((each) -> {
			try {
				if (each != null) {
					each.close();
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	void aMessageGoesThroughAndTheBrokersDiskDoesNotHoldIt() throws Exception {
		HttpResponse<String> answer = submit("sample-fhir-test-config.json");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains(MARKER.toUpperCase(Locale.ROOT));
		assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(block.calls()).isGreaterThanOrEqualTo(4);
		// By the gateway, and the worker that finds and decrypts it.
		assertThat(stored(answer).body()).isEqualTo(answer.body());
		assertThat(onDisk("A256GCM")).isTrue();
		assertThat(onDisk(MARKER)).isFalse();
		assertThat(onDisk(MARKER.toUpperCase(Locale.ROOT))).isFalse();
	}

	@Test
	void aKeyIsChangedWhileTheStackRunsAndWhatIsOldStaysReadable() throws Exception {
		HttpResponse<String> before = submit("sample-fhir-test-config.json");
		Files.writeString(keys(), NEW + "\n" + OLD);
		Files.setLastModifiedTime(keys(), FileTime.fromMillis(System.currentTimeMillis() + 5000));
		try (KafkaProbe probe = new KafkaProbe(broker.bootstrapServers(), Topics.RESULTS)) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				String id = id(submit("sample-fhir-test-config.json"));
				return label(probe.await(Topics.RESULTS, id).value()).startsWith("new ");
			});
		}
		assertThat(stored(before).body()).isEqualTo(before.body());
	}

	@Test
	void whatNoKeyOpensIsADeadLetterAsItCame() throws Exception {
		String id = UUID.randomUUID().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id, null);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		byte[] sealed = new PayloadSerializer(KeyRing.of(null, "other:" + key())).serialize(Topics.SUBMISSIONS,
				record.headers(), "{}".getBytes(StandardCharsets.UTF_8));
		try (KafkaProbe probe = new KafkaProbe(broker.bootstrapServers(), Topics.DEAD_LETTERS)) {
			probe.write(new ProducerRecord<>(Topics.SUBMISSIONS, null, id, sealed, record.headers()));
			ConsumerRecord<String, byte[]> letter = probe.await(Topics.DEAD_LETTERS, id);
			assertThat(letter.value()).isEqualTo(sealed);
			assertThat(ExchangeHeaders.get(letter.headers(), ExchangeHeaders.DEAD_LETTER_REASON))
				.isEqualTo("not-decryptable");
		}
	}

	@Test
	void aBlockWithAStrangersCertificateIsNeverTold() throws Exception {
		HttpResponse<String> stranger = send(
				Stack.submission("ecr", "ecr", "sample-orchestration-config.json", "ecr.xml"));
		assertThat(stranger.statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(rogue.calls()).isZero();
	}

	@Test
	void aBlockUnderAnotherHostsNameIsNeverTold() throws Exception {
		HttpResponse<String> misnamed = submit("save-bundle-to-ecr-viewer.json");
		assertThat(misnamed.statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(elsewhere.calls()).isZero();
	}

	@Test
	void callersWithoutTheRightCertificateAreRefused() {
		URI worker = URI.create("https://127.0.0.1:" + script.get("ORCHESTRATOR_PORT") + "/configs");
		assertThat(get("client", worker).statusCode()).isEqualTo(200);
		for (String wrong : new String[] { null, "rogue" }) {
			assertThatExceptionOfType(SSLException.class).isThrownBy(() -> send(wrong, HttpRequest.newBuilder(worker)));
			assertThatExceptionOfType(SSLException.class)
				.isThrownBy(() -> send(wrong, HttpRequest.newBuilder(URI.create(block.url("/")))));
		}
		// One who trusts only the public authorities does not trust the front door.
		assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(gateway("/health-check")).build(), HttpResponse.BodyHandlers.discarding()));
	}

	@Test
	void theBrokerWantsCertificateAndPassword() {
		Map<String, Object> right = client("secret");
		try (Admin admin = Admin.create(right)) {
			assertThat(admin.describeCluster().clusterId()).succeedsWithin(Duration.ofSeconds(20));
		}
		Map<String, Object> noCertificate = new HashMap<>(right);
		noCertificate.remove("ssl.keystore.location");
		noCertificate.remove("ssl.keystore.type");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> describe(noCertificate))
			.withCauseInstanceOf(SslAuthenticationException.class);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> describe(client("wrong")))
			.withCauseInstanceOf(SaslAuthenticationException.class);
	}

	private static void describe(Map<String, Object> settings) throws Exception {
		try (Admin admin = Admin.create(settings)) {
			admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
		}
	}

	private static Map<String, Object> client(String password) {
		return new HashMap<>(Map.of("bootstrap.servers", kafka, "security.protocol", "SASL_SSL", "sasl.mechanism",
				"PLAIN", "sasl.jaas.config", JAAS.formatted(password), "ssl.truststore.type", "PEM",
				"ssl.truststore.location", certificates.certificate("ca"), "ssl.keystore.type", "PEM",
				"ssl.keystore.location", certificates.both("client")));
	}

	private static Map<String, String> environment() throws IOException {
		Map<String, String> told = new HashMap<>();
		for (String server : List.of("GATEWAY", "ORCHESTRATOR")) {
			told.put(server + "_TLS_CERTIFICATE", certificates.certificate("server"));
			told.put(server + "_TLS_KEY", certificates.key("server"));
		}
		told.put("ORCHESTRATOR_TLS_CA", certificates.certificate("ca"));
		for (String client : List.of("WORKER", "BLOCKS")) {
			told.put(client + "_TLS_CA", certificates.certificate("ca"));
			told.put(client + "_TLS_CERTIFICATE", certificates.certificate("client"));
			told.put(client + "_TLS_KEY", certificates.key("client"));
		}
		told.put("INGESTION_URL", block.url("/ingestion"));
		told.put("MESSAGE_PARSER_URL", block.url("/message-parser"));
		told.put("VALIDATION_URL", rogue.url("/validation"));
		told.put("FHIR_CONVERTER_URL", rogue.url("/fhir-converter"));
		told.put("ECR_VIEWER_URL", elsewhere.url("/ecr-viewer"));
		told.put("BLOCK_RETRY_ATTEMPTS", "1");
		told.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
		client("secret").forEach((name, value) -> {
			if (!name.startsWith("bootstrap") && !name.contains("jaas")) {
				told.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString());
			}
		});
		told.put("KAFKA_SASL_JAAS_CONFIG_FILE",
				Files.writeString(folder.resolve("jaas"), JAAS.formatted("secret")).toString());
		told.put("PAYLOAD_KEYS_FILE", keys().toString());
		return told;
	}

	private static String brokerSettings() {
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
				""".formatted(broker.bootstrapServers(), kafka, controllerPort(),
				JAAS.formatted("secret").replace(";", " user_dibbs=\"secret\";"), certificates.both("server"),
				certificates.certificate("ca"));
	}

	// The port that BrokerSettings chooses is told to the broker, so that the listeners
	// here can name it.
	private static String controllerPort() {
		String port = Integer.toString(freePort());
		broker.with("KAFKA_CONTROLLER_PORT", port);
		return port;
	}

	private static HttpResponse<String> submit(String config) throws Exception {
		return send(Stack.submission("fhir", "fhir", config, "fhir.json").replaceAll("(?i)testpatient", MARKER));
	}

	private static HttpResponse<String> send(String document) throws Exception {
		return send(null,
				HttpRequest.newBuilder(gateway("/process-message"))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(document)));
	}

	private static HttpResponse<String> stored(HttpResponse<String> answer) {
		return get(null, gateway("/submissions/" + id(answer) + "/result"));
	}

	private static String id(HttpResponse<String> answer) {
		return answer.headers().firstValue("Submission-Id").orElseThrow();
	}

	private static URI gateway(String path) {
		return URI.create("https://127.0.0.1:" + script.get("GATEWAY_PORT") + path);
	}

	private static HttpResponse<String> get(@Nullable String certificate, URI uri) {
		try {
			return send(certificate, HttpRequest.newBuilder(uri));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpResponse<String> send(@Nullable String certificate, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newBuilder().sslContext(certificates.context(certificate)).build()) {
			return http.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	private static boolean onDisk(String text) throws IOException {
		byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
		String needle = new String(wanted, StandardCharsets.ISO_8859_1);
		try (Stream<Path> files = Files.walk(folder.resolve("broker"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".log")).toList()) {
				if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
					return true;
				}
			}
		}
		return false;
	}

	// Behind four bytes that say what it is, and two of its length.
	private static String label(byte[] sealed) {
		return new String(sealed, 6, 40, StandardCharsets.ISO_8859_1);
	}

	private static Path keys() {
		return folder.resolve("keys");
	}

	private static String key() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
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

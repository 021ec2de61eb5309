package org.dibbs.orchestration.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The whole stack with TLS on every hop, client certificates on all but the caller's,
 * SASL at the broker, and encrypted payloads.
 */
class SecuredStackIntegrationTests {

	private static final String MARKER = "Zymurgical";

	private static final String OLD = "old:" + key();

	private static final String NEW = "new:" + key();

	@TempDir
	private static Path folder;

	private static SecuredStack stack;

	@BeforeAll
	static void start() throws Exception {
		stack = new SecuredStack(folder, OLD);
	}

	@AfterAll
	static void stop() {
		if (stack != null) {
			stack.close();
		}
	}

	@Test
	void aMessageGoesThroughAndTheBrokersDiskDoesNotHoldIt() throws Exception {
		HttpResponse<String> answer = stack.submit("sample-fhir-test-config.json", MARKER);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains(MARKER.toUpperCase(Locale.ROOT));
		assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(stack.block().calls()).isGreaterThanOrEqualTo(4);
		// By the gateway, and the worker that finds and decrypts it.
		assertThat(stack.stored(answer).body()).isEqualTo(answer.body());
		assertThat(stack.onDisk("A256GCM")).isTrue();
		assertThat(stack.onDisk(MARKER)).isFalse();
		assertThat(stack.onDisk(MARKER.toUpperCase(Locale.ROOT))).isFalse();
	}

	@Test
	void aKeyIsChangedWhileTheStackRunsAndWhatIsOldStaysReadable() throws Exception {
		HttpResponse<String> before = stack.submit("sample-fhir-test-config.json", MARKER);
		stack.changeKeys(NEW + "\n" + OLD);
		try (KafkaProbe probe = stack.probe(Topics.RESULTS)) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				String id = SecuredStack.id(stack.submit("sample-fhir-test-config.json", MARKER));
				return label(probe.await(Topics.RESULTS, id).value()).startsWith("new ");
			});
		}
		assertThat(stack.stored(before).body()).isEqualTo(before.body());
	}

	@Test
	void whatNoKeyOpensIsADeadLetterAsItCame() throws Exception {
		String id = UUID.randomUUID().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id, null);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		byte[] sealed = new PayloadSerializer(KeyRing.of(null, "other:" + key())).serialize(Topics.SUBMISSIONS,
				record.headers(), "{}".getBytes(StandardCharsets.UTF_8));
		try (KafkaProbe probe = stack.probe(Topics.DEAD_LETTERS)) {
			probe.write(new ProducerRecord<>(Topics.SUBMISSIONS, null, id, sealed, record.headers()));
			ConsumerRecord<String, byte[]> letter = probe.await(Topics.DEAD_LETTERS, id);
			assertThat(letter.value()).isEqualTo(sealed);
			assertThat(ExchangeHeaders.get(letter.headers(), ExchangeHeaders.DEAD_LETTER_REASON))
				.isEqualTo("not-decryptable");
		}
	}

	@Test
	void aBlockWithAStrangersCertificateIsNeverTold() throws Exception {
		HttpResponse<String> stranger = stack
			.send(Stack.submission("ecr", "ecr", "sample-orchestration-config.json", "ecr.xml"));
		assertThat(stranger.statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(stack.rogue().calls()).isZero();
	}

	@Test
	void aBlockUnderAnotherHostsNameIsNeverTold() throws Exception {
		HttpResponse<String> misnamed = stack.submit("save-bundle-to-ecr-viewer.json", MARKER);
		assertThat(misnamed.statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(stack.elsewhere().calls()).isZero();
	}

	@Test
	void callersWithoutTheRightCertificateAreRefused() {
		URI worker = URI.create("https://127.0.0.1:" + stack.port("ORCHESTRATOR_PORT") + "/configs");
		assertThat(stack.get("client", worker).statusCode()).isEqualTo(200);
		for (String wrong : new String[] { null, "rogue" }) {
			// With TLS 1.3 the server refuses after the client's part is done: the
			// connection may
			// be closed before its alert is read, and then there is just no answer.
			assertThatIOException().isThrownBy(() -> stack.send(wrong, HttpRequest.newBuilder(worker)));
			assertThatIOException()
				.isThrownBy(() -> stack.send(wrong, HttpRequest.newBuilder(URI.create(stack.block().url("/")))));
		}
		// One who trusts only the public authorities does not trust the front door.
		assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(stack.gateway("/health-check")).build(),
					HttpResponse.BodyHandlers.discarding()));
	}

	@Test
	void theHealthOfBothIsAskedForThroughTls() throws Exception {
		for (String server : List.of("GATEWAY", "ORCHESTRATOR")) {
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					System.getProperty("java.class.path"), "org.dibbs.orchestration.health.Healthy",
					stack.port(server + "_PORT"), "/actuator/health/readiness");
			builder.environment().putAll(stack.environment(server));
			assertThat(builder.start().onExit().join().exitValue()).as(server).isZero();
		}
	}

	@Test
	void theBrokerWantsCertificateAndPassword() {
		Map<String, Object> right = stack.client("secret");
		try (Admin admin = Admin.create(right)) {
			assertThat(admin.describeCluster().clusterId()).succeedsWithin(Duration.ofSeconds(20));
		}
		Map<String, Object> noCertificate = new HashMap<>(right);
		noCertificate.remove("ssl.keystore.location");
		noCertificate.remove("ssl.keystore.type");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> describe(noCertificate))
			.withCauseInstanceOf(SslAuthenticationException.class);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> describe(stack.client("wrong")))
			.withCauseInstanceOf(SaslAuthenticationException.class);
	}

	private static void describe(Map<String, Object> settings) throws Exception {
		try (Admin admin = Admin.create(settings)) {
			admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
		}
	}

	// Behind four bytes that say what it is, and two of its length.
	private static String label(byte[] sealed) {
		return new String(sealed, 6, 40, StandardCharsets.ISO_8859_1);
	}

	private static String key() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

}

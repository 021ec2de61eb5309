package org.dibbs.orchestration.orchestrator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.dibbs.orchestration.orchestrator.RunningWorker.Answer;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.InternalToken;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedWorkerTests {

	private static final byte[] NOTHING = new byte[0];

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String PREVIOUS = "fedcba9876543210fedcba9876543210";

	@TempDir
	private static Path data;

	private static RunningWorker worker;

	@BeforeAll
	static void start() throws IOException {
		worker = new RunningWorker(data, Map.of("INTERNAL_SECRET", SECRET, "INTERNAL_SECRET_PREVIOUS", PREVIOUS));
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/configs", "GET,/submissions", "GET,/audit", "GET,/ledger", "POST,/ledger/rebuild",
			"POST,/idempotency-keys", "PUT,/configs/a.json", "GET,/nope", "GET,/actuator/env", "OPTIONS,/configs",
			"TRACE,/configs", "GET,/building-blocks" })
	void whoeverComesRoundTheFrontDoorIsRefused(String method, String path) throws IOException {
		Answer answer = worker.send(method, path);
		assertThat(answer.status()).isEqualTo(method.equals("TRACE") ? 405 : 401);
		if (answer.status() == 401) {
			assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"dibbs-worker\"");
			assertThat(answer.header("content-type")).isEqualTo("application/json");
			assertThat(answer.body()).isEqualTo("{\"detail\":\"Workers are called by front doors only.\"}");
		}
	}

	@Test
	void theRefusalHasBothForms() throws IOException {
		Answer answer = worker.send("GET", "/configs", Map.of("Accept", "application/problem+json"), NOTHING);
		assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("urn:dibbs:problem:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness" })
	void whetherTheWorkerLivesIsNoSecret(String path) throws IOException {
		assertThat(worker.send("GET", path).status()).isNotEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/configs,READ,200", "GET,/submissions,READ,200", "GET,/submissions,SUBMIT,403",
			"POST,/idempotency-keys,SUBMIT,400", "POST,/idempotency-keys,READ,403", "GET,/audit,READ,403",
			"GET,/audit,ADMIN,200", "GET,/audit/verification,REPLAY,403", "GET,/audit/verification,ADMIN,200",
			"PUT,/configs/a.json,READ,403", "DELETE,/configs/a.json,CONFIGS_WRITE,400",
			"POST,/submissions/replay,READ,403", "POST,/submissions/replay,REPLAY,422",
			"POST,/ledger/rebuild,CONFIGS_WRITE,403", "GET,/nope,READ,403", "GET,/nope,ADMIN,404" })
	void aCallerMayDoWhatItsScopeSays(String method, String path, Scope scope, int status) throws IOException {
		assertThat(status(method, path, token(new Caller("county-a", "key-7", Set.of(scope))))).isEqualTo(status);
	}

	@Test
	void aPathThatCanBeReadInTwoWaysOpensNothing() throws IOException {
		String token = token(new Caller("county-a", "key-7", Set.of(Scope.READ)));
		for (String path : new String[] { "/configs/../audit", "/configs/%2e%2e/audit", "/audit;x", "//audit",
				"/audit/", "/submissions/..%2Faudit", "/AUDIT", "/audit%2Fverification" }) {
			assertThat(status("GET", path, token)).as(path).isIn(400, 403, 404);
		}
	}

	@Test
	void whatIsNoTokenOfAFrontDoorIsRefused() throws Exception {
		String good = token(new Caller("county-a", "key-7", Set.of(Scope.ADMIN)));
		assertThat(status("GET", "/configs", good)).isEqualTo(200);
		Map<String, String> tokens = new HashMap<>();
		tokens.put("nothing", "");
		tokens.put("no token", "x");
		tokens.put("other secret", InternalToken.of(Caller.OPEN, secret("x".repeat(32)), Instant.now()));
		tokens.put("expired", InternalToken.of(Caller.OPEN, secret(SECRET), Instant.now().minusSeconds(120)));
		tokens.put("changed", good.substring(0, good.length() - 4) + "AAAA");
		tokens.put("alg none", new PlainJWT(claims().build()).serialize());
		tokens.put("without signature", good.substring(0, good.lastIndexOf('.') + 1));
		tokens.put("HS512", signed(JWSAlgorithm.HS512, claims().build(), SECRET + SECRET));
		tokens.put("RS256", rsa(claims().build()));
		tokens.put("for others", signed(JWSAlgorithm.HS256, claims().audience("dibbs-gateway").build(), SECRET));
		tokens.put("of others", signed(JWSAlgorithm.HS256, claims().issuer("somebody").build(), SECRET));
		tokens.put("for ever", signed(JWSAlgorithm.HS256, claims().expirationTime(null).build(), SECRET));
		tokens.put("without tenant", signed(JWSAlgorithm.HS256, claims().claim("tenant", null).build(), SECRET));
		tokens.put("odd tenant", signed(JWSAlgorithm.HS256, claims().claim("tenant", "a b").build(), SECRET));
		tokens.put("without subject", signed(JWSAlgorithm.HS256, claims().subject(null).build(), SECRET));
		for (Map.Entry<String, String> each : tokens.entrySet()) {
			assertThat(status("GET", "/configs", each.getValue())).as(each.getKey()).isEqualTo(401);
		}
		Map<String, String> elsewhere = Map.of("Authorization", "Bearer " + good);
		assertThat(worker.send("GET", "/configs", elsewhere, NOTHING).status()).isEqualTo(401);
		assertThat(status("GET", "/configs", signed(JWSAlgorithm.HS256, claims().build(), SECRET))).isEqualTo(200);
	}

	@Test
	void aFrontDoorThatHasTheSecretBeforeIsLetIn() throws Exception {
		Caller caller = new Caller("county-a", "key-7", Set.of(Scope.READ));
		assertThat(status("GET", "/configs", InternalToken.of(caller, secret(PREVIOUS), Instant.now()))).isEqualTo(200);
		assertThat(status("GET", "/audit", InternalToken.of(caller, secret(PREVIOUS), Instant.now()))).isEqualTo(403);
		Instant past = Instant.now().minusSeconds(120);
		assertThat(status("GET", "/configs", InternalToken.of(caller, secret(PREVIOUS), past))).isEqualTo(401);
		assertThat(status("GET", "/configs", signed(JWSAlgorithm.HS512, claims().build(), PREVIOUS + PREVIOUS)))
			.isEqualTo(401);
	}

	@Test
	void aScopeThatIsNotKnownOpensNothing() throws Exception {
		String token = signed(JWSAlgorithm.HS256, claims().claim("scope", "everything Admin admin2").build(), SECRET);
		assertThat(status("GET", "/configs", token)).isEqualTo(403);
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer(InternalToken.ISSUER)
			.audience(InternalToken.AUDIENCE)
			.subject("key-7")
			.claim("tenant", "county-a")
			.claim("scope", "read")
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
	}

	private static String signed(JWSAlgorithm algorithm, JWTClaimsSet claims, String secret) throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
		token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
		return token.serialize();
	}

	private static String rsa(JWTClaimsSet claims) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
		token.sign(new RSASSASigner(generator.generateKeyPair().getPrivate()));
		return token.serialize();
	}

	private static String token(Caller caller) {
		return InternalToken.of(caller, secret(SECRET), Instant.now());
	}

	private static InternalSecret secret(String text) {
		return Objects.requireNonNull(InternalSecret.of("INTERNAL_SECRET", text));
	}

	private static int status(String method, String path, @Nullable String token) throws IOException {
		Map<String, String> headers = (token != null) ? Map.of(SecurityHeaders.INTERNAL_TOKEN, token) : Map.of();
		return worker.send(method, path, headers, NOTHING).status();
	}

}

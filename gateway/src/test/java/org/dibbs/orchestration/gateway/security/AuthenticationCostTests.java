package org.dibbs.orchestration.gateway.security;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.StoredKey;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What it costs to know a caller, in time of the processor, which does not pass while
 * others have it.
 */
class AuthenticationCostTests {

	private static final int REQUESTS = 5_000;

	private static final long LIMIT_NANOS = 300_000;

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final KeyDirectory keys = new KeyDirectory(Instant::now);

	private final Doors open = new Doors(AuthenticationMode.OPEN, this.keys, null);

	// Seen here: 15 to 27 µs.
	@Test
	void knowingACallerByItsKeyCostsLessThanThreeTenthsOfAMillisecond() {
		// Among many, as there may be.
		ApiKey key = IntStream.range(0, 1000)
			.mapToObj((i) -> ApiKey.create(new SecureRandom()))
			.peek(this::put)
			.reduce((one, other) -> other)
			.orElseThrow();
		this.keys.complete();
		Doors closed = new Doors(new AuthenticationMode(true, false), this.keys, null);
		assertCheap(closed, (i) -> MockServerHttpRequest.get("/configs").header("X-API-Key", key.reveal()));
	}

	// Of several callers, since each may have a token of its own. Seen here: 180 µs, the
	// JVM hardly warm, so no token has to be remembered.
	@Test
	void knowingACallerByItsTokenCostsLessThanThreeTenthsOfAMillisecond() throws JOSEException {
		RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
		String[] tokens = new String[50];
		for (int i = 0; i < tokens.length; i++) {
			tokens[i] = token(key, "clerk-" + i);
		}
		OidcProperties oidc = new OidcProperties("https://issuer.example", "", "dibbs", "tenant");
		IssuerKeys issuerKeys = new IssuerKeys(Mono.just(new JWKSet(key).toString()), Clock.systemUTC());
		Doors closed = new Doors(new AuthenticationMode(false, true), this.keys,
				new TokenReader(oidc, issuerKeys, Clock.systemUTC()));
		assertCheap(closed, (i) -> MockServerHttpRequest.get("/configs")
			.header("Authorization", "Bearer " + tokens[i % tokens.length]));
	}

	private static String token(RSAKey key, String subject) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
				new JWTClaimsSet.Builder().issuer("https://issuer.example")
					.audience("dibbs")
					.subject(subject)
					.claim("tenant", "county-a")
					.claim("scope", "openid profile read submit")
					.expirationTime(Date.from(Instant.now().plusSeconds(3600)))
					.build());
		token.sign(new RSASSASigner(key));
		return token.serialize();
	}

	private void put(ApiKey one) {
		Instant now = Instant.now();
		this.keys.put(one.id(), new StoredKey(one.id(), one.hash(),
				new Caller("county-a", one.id(), EnumSet.of(Scope.READ)), now, now.plusSeconds(3600), false)
			.encode());
	}

	private void assertCheap(Doors closed, IntFunction<MockServerHttpRequest.BaseBuilder<?>> requests) {
		assumeThat(threads.isCurrentThreadCpuTimeSupported()).isTrue();
		nanosEach(this.open, requests);
		nanosEach(closed, requests);
		long cost = nanosEach(closed, requests) - nanosEach(this.open, requests);
		assertThat(cost).as("nanoseconds of the processor a request").isLessThan(LIMIT_NANOS);
	}

	private static long nanosEach(Doors doors, IntFunction<MockServerHttpRequest.BaseBuilder<?>> requests) {
		long passed = 0;
		long begin = threads.getCurrentThreadCpuTime();
		for (int i = 0; i < REQUESTS; i++) {
			passed += (doors.ask(requests.apply(i)).passed() != null) ? 1 : 0;
		}
		long spent = threads.getCurrentThreadCpuTime() - begin;
		assertThat(passed).isEqualTo(REQUESTS);
		return spent / REQUESTS;
	}

}

package org.dibbs.orchestration.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IssuerKeysTests {

	private static RSAKey one;

	private static RSAKey two;

	private Instant now = Instant.ofEpochSecond(1_800_000_000);

	private String published = "";

	private final AtomicInteger fetched = new AtomicInteger();

	private final IssuerKeys keys = new IssuerKeys(Mono.defer(() -> {
		this.fetched.incrementAndGet();
		return this.published.isEmpty() ? Mono.error(new IllegalStateException("away")) : Mono.just(this.published);
	}), () -> this.now);

	@BeforeAll
	static void makeKeys() throws JOSEException {
		one = new RSAKeyGenerator(2048).keyID("one").generate();
		two = new RSAKeyGenerator(2048).keyID("two").generate();
	}

	@Test
	void theyAreFetchedOnceForManyTokens() {
		publish(one);
		assertThat(named("one")).hasSize(1);
		assertThat(named("one")).hasSize(1);
		assertThat(this.fetched).hasValue(1);
	}

	@Test
	void aNewKeyOfTheIssuerIsFoundWhenATokenNamesIt() {
		publish(one);
		named("one");
		publish(two);
		this.now = this.now.plus(IssuerKeys.PAUSE);
		assertThat(named("two")).hasSize(1);
		assertThat(named("one")).isEmpty();
	}

	@Test
	void namesThatAreMadeUpDoNotHaveTheIssuerAskedAtWill() {
		publish(one);
		for (int i = 0; i < 100; i++) {
			assertThat(named("made-up-" + i)).isEmpty();
		}
		assertThat(this.fetched).hasValue(1);
	}

	@Test
	void aKeyThatTheIssuerTookBackEnds() {
		publish(one);
		named("one");
		publish(two);
		this.now = this.now.plus(IssuerKeys.AGE_AT_MOST);
		assertThat(named("one")).isEmpty();
	}

	@Test
	void whatIsKnownGoesOnToCountWhileTheIssuerIsAway() {
		publish(one);
		named("one");
		this.published = "";
		this.now = this.now.plus(IssuerKeys.AGE_AT_MOST);
		assertThat(named("one")).hasSize(1);
		assertThat(this.fetched).hasValue(2);
	}

	@Test
	void anIssuerThatWasAwayIsAskedAgainSoon() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> named("one"));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> named("one"));
		assertThat(this.fetched).hasValue(1);
		publish(one);
		this.now = this.now.plus(IssuerKeys.PAUSE);
		assertThat(named("one")).hasSize(1);
	}

	private void publish(RSAKey key) {
		this.published = new JWKSet(key).toString();
	}

	private List<JWK> named(String id) {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(),
				new JWTClaimsSet.Builder().build());
		return this.keys.of(token).collectList().block();
	}

}

package org.dibbs.orchestration.gateway.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class TokenFilterTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	private static final OidcProperties OIDC = new OidcProperties("https://issuer.example", "", "dibbs", "tenant");

	private static final RSAKey RSA = rsa("one");

	private static final ECKey EC = ec();

	private final Doors doors = doors(Mono.just(new JWKSet(List.of(RSA, EC)).toString()));

	private static Doors doors(Mono<String> keys) {
		Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
		return new Doors(new AuthenticationMode(false, true), new KeyDirectory(clock),
				new TokenReader(OIDC, new IssuerKeys(keys, clock), clock));
	}

	@Test
	void aTokenOfTheIssuerLetsItsCallerIn() throws Exception {
		assertThat(letIn(signed(claims()))).isEqualTo(new Caller("county-a", "clerk", Set.of(Scope.READ)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS512", "PS256" })
	void itMayBeSignedInAnyWayThatNeedsNoSecret(String algorithm) throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("one")
			.type(new JOSEObjectType("at+jwt"))
			.build(), claims());
		assertThat(letIn(sign(token, new RSASSASigner(RSA)))).isNotNull();
	}

	@Test
	void itMayBeSignedWithAnEllipticCurve() throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), claims());
		assertThat(letIn(sign(token, new ECDSASigner(EC)))).isNotNull();
	}

	@Test
	void scopesMayBeAListAndWhatIsNotKnownIsLeftOut() throws Exception {
		JWTClaimsSet claims = with(
				(claim) -> claim.claim("scope", null).claim("scp", List.of("read", "submit", "configs:write", "root")));
		assertThat(letIn(signed(claims)).scopes()).isEqualTo(Set.of(Scope.READ, Scope.SUBMIT, Scope.CONFIGS_WRITE));
	}

	@Test
	void aTokenWithoutTheScopeIsKnownAndRefused() throws Exception {
		Doors.Asked asked = ask(signed(with((claim) -> claim.claim("scope", "submit"))));
		assertThat(asked.problem().kind()).isEqualTo(ProblemKind.FORBIDDEN);
		assertThat(this.doors.refused("scope")).isEqualTo(1);
	}

	@Test
	void clocksMayDifferByHalfAMinute() throws Exception {
		assertThat(letIn(signed(with((claim) -> claim.expirationTime(at(-29)))))).isNotNull();
		assertThat(letIn(signed(with((claim) -> claim.notBeforeTime(at(29)))))).isNotNull();
	}

	@Test
	void aTokenOutOfItsTimeIsNone() throws Exception {
		assertRefused(signed(with((claim) -> claim.expirationTime(at(-31)))));
		assertRefused(signed(with((claim) -> claim.notBeforeTime(at(31)))));
		assertRefused(signed(with((claim) -> claim.expirationTime(null))));
	}

	@Test
	void aTokenOfAnotherIssuerOrForSomebodyElseIsNone() throws Exception {
		assertRefused(signed(with((claim) -> claim.issuer("https://other.example"))));
		assertRefused(signed(with((claim) -> claim.issuer(null))));
		assertRefused(signed(with((claim) -> claim.audience("others"))));
		assertRefused(signed(with((claim) -> claim.audience((String) null))));
	}

	@Test
	void aTokenThatNamesNoTenantOrNobodyIsNone() throws Exception {
		assertRefused(signed(with((claim) -> claim.claim("tenant", null))));
		assertRefused(signed(with((claim) -> claim.claim("tenant", "a/b"))));
		assertRefused(signed(with((claim) -> claim.claim("tenant", List.of("county-a")))));
		assertRefused(signed(with((claim) -> claim.subject(null))));
		assertRefused(signed(with((claim) -> claim.subject("a\nb"))));
		assertRefused(signed(with((claim) -> claim.subject("a".repeat(256)))));
	}

	@Test
	void aTokenThatAStrangerHasSignedIsNone() throws Exception {
		assertRefused(sign(token(JWSAlgorithm.RS256), new RSASSASigner(rsa("one"))));
		SignedJWT own = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(rsa("two").toPublicJWK()).keyID("two").build(), claims());
		assertRefused(sign(own, new RSASSASigner(rsa("two"))));
	}

	@Test
	void aTokenThatWasChangedIsNone() throws Exception {
		String[] parts = signed(claims()).split("\\.");
		String[] other = signed(with((claim) -> claim.claim("scope", "admin"))).split("\\.");
		assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
	}

	@Test
	void aTokenThatNobodySignedIsNone() {
		assertRefused(new PlainJWT(claims()).serialize());
	}

	@Test
	void whatIsPublicIsNotTakenForASecret() throws Exception {
		byte[] known = RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
		assertRefused(sign(token(JWSAlgorithm.HS256), new MACSigner(known)));
		assertRefused(sign(token(JWSAlgorithm.HS256), new MACSigner(RSA.toRSAPublicKey().getEncoded())));
	}

	@Test
	void aTokenOfAnotherKindIsNone() throws Exception {
		SignedJWT logout = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").type(new JOSEObjectType("logout+jwt")).build(),
				claims());
		assertRefused(sign(logout, new RSASSASigner(RSA)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "{}", "eyJhbGciOiJSUzI1NiJ9..AA" })
	void whatIsNoTokenOpensNothing(String text) {
		assertRefused(text);
	}

	@Test
	void withoutTheKeysOfTheIssuerNobodyIsToldThatHisTokenIsWrong() throws Exception {
		Doors cut = doors(Mono.error(new IllegalArgumentException("away")));
		Doors.Asked asked = cut.ask(request(signed(claims())));
		assertThat(asked.problem().status()).isEqualTo(503);
		assertThat(cut.refused("undecided")).isEqualTo(1);
	}

	private static JWTClaimsSet claims() {
		return with(UnaryOperator.identity());
	}

	private static JWTClaimsSet with(UnaryOperator<JWTClaimsSet.Builder> change) {
		return change
			.apply(new JWTClaimsSet.Builder().issuer(OIDC.issuer())
				.audience(List.of("others", OIDC.audience()))
				.subject("clerk")
				.claim("tenant", "county-a")
				.claim("scope", "openid read")
				.notBeforeTime(at(-5))
				.expirationTime(at(300)))
			.build();
	}

	private static Date at(int seconds) {
		return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
	}

	private static SignedJWT token(JWSAlgorithm algorithm) {
		return new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims());
	}

	private static String signed(JWTClaimsSet claims) throws JOSEException {
		return sign(new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims),
				new RSASSASigner(RSA));
	}

	private static String sign(SignedJWT token, JWSSigner signer) throws JOSEException {
		token.sign(signer);
		return token.serialize();
	}

	private static RSAKey rsa(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ECKey ec() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MockServerHttpRequest.BaseBuilder<?> request(String token) {
		return MockServerHttpRequest.get("/configs").header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
	}

	private Doors.Asked ask(String token) {
		return this.doors.ask(request(token));
	}

	private Caller letIn(String token) {
		Doors.Asked asked = ask(token);
		assertThat(asked.problem()).isNull();
		return asked.passed().getAttribute(Caller.ATTRIBUTE);
	}

	private void assertRefused(String token) {
		double before = this.doors.refused("token");
		Doors.Asked asked = ask(token);
		assertThat(asked.passed()).isNull();
		assertThat(asked.problem().kind()).isEqualTo(ProblemKind.UNAUTHENTICATED);
		assertThat(asked.exchange().getResponse().getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
			.contains("invalid_token");
		assertThat(this.doors.refused("token")).isEqualTo(before + 1);
	}

}

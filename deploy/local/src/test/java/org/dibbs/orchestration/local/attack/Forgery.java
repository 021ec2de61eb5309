package org.dibbs.orchestration.local.attack;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.InternalToken;
import org.dibbs.orchestration.security.Scope;

/**
 * Tokens that open nothing, each wrong in one thing: all else is as it should be.
 */
final class Forgery {

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private final TestIssuer issuer;

	private Forgery(TestIssuer issuer) {
		this.issuer = issuer;
	}

	/**
	 * One of each kind.
	 * @param issuer whose tokens count
	 * @return the tokens by what is wrong with them
	 */
	static Map<String, String> tokens(TestIssuer issuer) throws JOSEException {
		Forgery forgery = new Forgery(issuer);
		forgery.addWithAnotherContent();
		forgery.addWithAnotherSignature();
		forgery.addWithAnotherHeader();
		forgery.tokens.put("no token", "a.b.c");
		forgery.tokens.put("a long one", "a".repeat(5000));
		forgery.tokens.put("a key that nobody made", ApiKey.create(new SecureRandom()).reveal());
		return forgery.tokens;
	}

	/**
	 * The same of those that front doors send to workers.
	 * @param issuer whose tokens count at the front door
	 * @param secret what front doors and workers share
	 * @return the tokens by what is wrong with them
	 */
	static Map<String, String> ofFrontDoors(TestIssuer issuer, InternalSecret secret)
			throws JOSEException, ParseException {
		Caller caller = new Caller("county-a", TestIssuer.SUBJECT, Set.of(Scope.ADMIN));
		InternalSecret guessed = InternalSecret.of("INTERNAL_SECRET", "0".repeat(InternalSecret.LEAST_BYTES));
		JWTClaimsSet right = SignedJWT.parse(InternalToken.of(caller, secret, Instant.now())).getJWTClaimsSet();
		Map<String, String> tokens = new LinkedHashMap<>();
		tokens.put("a guessed secret", InternalToken.of(caller, guessed, Instant.now()));
		tokens.put("its time over", InternalToken.of(caller, secret, Instant.now().minusSeconds(120)));
		tokens.put("signed by nobody", new PlainJWT(right).serialize());
		tokens.put("signed by the issuer of others", issuer.signed(new JWTClaimsSet.Builder(right)));
		tokens.put("one that is good at the front door", issuer.signed(issuer.claims("county-a", "admin")));
		tokens.put("for somebody else",
				mac(new JWTClaimsSet.Builder(right).audience("other").build(), secret.key().getEncoded()));
		tokens.put("by somebody else",
				mac(new JWTClaimsSet.Builder(right).issuer("other").build(), secret.key().getEncoded()));
		tokens.put("without an end",
				mac(new JWTClaimsSet.Builder(right).expirationTime(null).build(), secret.key().getEncoded()));
		return tokens;
	}

	private void addWithAnotherContent() {
		add("expired", (claims) -> claims.expirationTime(TestIssuer.inSeconds(-120)));
		add("not valid yet", (claims) -> claims.notBeforeTime(TestIssuer.inSeconds(120)));
		add("without an end", (claims) -> claims.expirationTime(null));
		add("of another issuer", (claims) -> claims.issuer("http://127.0.0.1:1"));
		add("for somebody else", (claims) -> claims.audience("other"));
		add("of a tenant that cannot be", (claims) -> claims.claim("tenant", "county-a,state"));
		add("of no tenant", (claims) -> claims.claim("tenant", null));
		add("of nobody", (claims) -> claims.subject(null));
	}

	private void add(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
		this.tokens.put(name, this.issuer.signed(change.apply(claims())));
	}

	private void addWithAnotherSignature() throws JOSEException {
		String right = this.issuer.signed(claims());
		String content = right.substring(0, right.lastIndexOf('.'));
		String other = this.issuer.signed(this.issuer.claims("county-b", "read"));
		this.tokens.put("its signature taken off", content + ".");
		this.tokens.put("with the signature of another one", content + other.substring(other.lastIndexOf('.')));
		this.tokens.put("signed by a stranger",
				TestIssuer.signed(header(TestIssuer.KEY_ID), claims(), this.issuer.stranger()));
		RSAKey open = this.issuer.key().toPublicJWK();
		this.tokens.put("signed with what is public", mac(open.toRSAPublicKey().getEncoded()));
		this.tokens.put("signed with what is public, as it is written in files", mac(pem(open)));
		this.tokens.put("signed with a secret of zeros", mac(new byte[32]));
	}

	private void addWithAnotherHeader() {
		RSAKey stranger = this.issuer.stranger();
		this.tokens.put("signed by nobody", new PlainJWT(claims().build()).serialize());
		this.tokens.put("signed by nobody, in other letters",
				part("{\"alg\":\"nOnE\",\"kid\":\"one\"}") + "." + part(claims().build().toString()) + ".");
		this.tokens.put("with a key that there is not",
				TestIssuer.signed(header("../../../../dev/null"), claims(), this.issuer.key()));
		this.tokens.put("with a key that it brings along",
				TestIssuer.signed(header("two").jwk(stranger.toPublicJWK()), claims(), stranger));
		URI trap = URI.create(this.issuer.trap());
		this.tokens.put("with a key that it says where to find",
				TestIssuer.signed(header("two").jwkURL(trap).x509CertURL(trap), claims(), stranger));
		this.tokens.put("for something else than to come in", TestIssuer
			.signed(header(TestIssuer.KEY_ID).type(new JOSEObjectType("logout+jwt")), claims(), this.issuer.key()));
	}

	private JWTClaimsSet.Builder claims() {
		return this.issuer.claims("county-a", "admin");
	}

	private static JWSHeader.Builder header(String key) {
		return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key);
	}

	private String mac(byte[] secret) throws JOSEException {
		return mac(claims().build(), secret);
	}

	private static String mac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(TestIssuer.KEY_ID).build(),
				claims);
		token.sign(new MACSigner(secret));
		return token.serialize();
	}

	private static byte[] pem(RSAKey key) throws JOSEException {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.toRSAPublicKey().getEncoded());
		return ("-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static String part(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}

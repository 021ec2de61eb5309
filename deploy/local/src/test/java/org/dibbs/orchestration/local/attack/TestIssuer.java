package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * An issuer of tokens: its public key is to be had, its private one makes whatever a test
 * wants. Beside it is an address that nobody should ask: {@link #trap()}.
 */
final class TestIssuer {

	static final String AUDIENCE = "dibbs-test";

	/** What it calls its key. */
	static final String KEY_ID = "one";

	/** For whom its tokens are. */
	static final String SUBJECT = "clerk";

	private final RSAKey key = newKey(KEY_ID);

	private final RSAKey stranger = newKey(KEY_ID);

	private final AtomicInteger trapped = new AtomicInteger();

	private final HttpServer server;

	TestIssuer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		serve("/.well-known/openid-configuration",
				"{\"issuer\":\"" + address() + "\",\"jwks_uri\":\"" + address() + "/jwks\"}");
		serve("/jwks", new JWKSet(this.key).toString());
		// Whoever asks there would believe the stranger.
		serve("/trap", new JWKSet(this.stranger).toString());
		this.server.start();
	}

	private void serve(String path, String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		this.server.createContext(path, (exchange) -> {
			if (path.equals("/trap")) {
				this.trapped.incrementAndGet();
			}
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	static RSAKey newKey(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Where the keys of a stranger are.
	 * @return the address
	 */
	String trap() {
		return address() + "/trap";
	}

	/**
	 * How often somebody asked for those.
	 * @return the number
	 */
	int trapped() {
		return this.trapped.get();
	}

	/** The key of this issuer. */
	RSAKey key() {
		return this.key;
	}

	/** A key of somebody else, who calls it by the name of the right one. */
	RSAKey stranger() {
		return this.stranger;
	}

	/**
	 * What is in a token that counts.
	 * @param tenant whose
	 * @param scope what it opens
	 * @return the claims, to be changed
	 */
	JWTClaimsSet.Builder claims(String tenant, String scope) {
		return new JWTClaimsSet.Builder().issuer(address())
			.audience(AUDIENCE)
			.subject(SUBJECT)
			.claim("tenant", tenant)
			.claim("scope", scope)
			.issueTime(inSeconds(-5))
			.notBeforeTime(inSeconds(-5))
			.expirationTime(inSeconds(900));
	}

	static Date inSeconds(int seconds) {
		return Date.from(Instant.now().plusSeconds(seconds));
	}

	/**
	 * A token as it should be.
	 * @param claims what is in it
	 * @return the token
	 */
	String signed(JWTClaimsSet.Builder claims) {
		return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID), claims, this.key);
	}

	static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, RSAKey key) {
		SignedJWT token = new SignedJWT(header.build(), claims.build());
		try {
			token.sign(new RSASSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

}

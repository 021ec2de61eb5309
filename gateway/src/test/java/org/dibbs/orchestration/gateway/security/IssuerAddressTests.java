package org.dibbs.orchestration.gateway.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class IssuerAddressTests {

	private static final String KEYS = "{\"keys\":[]}";

	private HttpServer server;

	private String issuer;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.issuer = "http://127.0.0.1:" + this.server.getAddress().getPort() + "/realm/";
		serve("/keys", 200, KEYS);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void theIssuerSaysWhereItsKeysAre() {
		discovery(this.issuer);
		StepVerifier.create(address("")).expectNext(KEYS).verifyComplete();
	}

	@Test
	void theSettingsSayWhereTheyAre() {
		StepVerifier.create(address(server("/keys"))).expectNext(KEYS).verifyComplete();
	}

	@Test
	void whatAnotherIssuerSaysIsNotBelieved() {
		discovery("https://other.example");
		StepVerifier.create(address("")).verifyError();
	}

	@Test
	void aRedirectIsNotFollowed() {
		this.server.createContext("/moved", (exchange) -> {
			exchange.getResponseHeaders().set("Location", server("/keys"));
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		StepVerifier.create(address(server("/moved"))).verifyError();
	}

	@Test
	void anErrorOrNothingOrFarTooMuchIsNoAnswer() {
		serve("/error", 500, KEYS);
		serve("/nothing", 200, "");
		serve("/flood", 200, " ".repeat(1024 * 1024));
		for (String path : new String[] { "/error", "/nothing", "/flood", "/missing" }) {
			StepVerifier.create(address(server(path))).verifyError();
		}
	}

	private String server(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	private void discovery(String name) {
		serve("/realm/.well-known/openid-configuration", 200,
				"{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + server("/keys") + "\"}");
	}

	private Mono<String> address(String jwksUrl) {
		return new IssuerAddress(new OidcProperties(this.issuer, jwksUrl, "dibbs", "tenant")).keys();
	}

	private void serve(String path, int status, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		this.server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

}

package org.dibbs.orchestration.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HealthyTests {

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		for (int status : new int[] { 200, 302, 503 }) {
			this.server.createContext("/" + status, (exchange) -> {
				exchange.sendResponseHeaders(status, -1);
				exchange.close();
			});
		}
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void only200IsHealthy() {
		int port = this.server.getAddress().getPort();
		assertThat(Healthy.isHealthy(port, "/200", Map.of())).isTrue();
		assertThat(Healthy.isHealthy(port, "/302", Map.of())).isFalse();
		assertThat(Healthy.isHealthy(port, "/503", Map.of())).isFalse();
	}

	@Test
	void whatDoesNotAnswerIsNotHealthy() {
		int port = this.server.getAddress().getPort();
		this.server.stop(0);
		assertThat(Healthy.isHealthy(port, "/200", Map.of())).isFalse();
		assertThat(Healthy.isHealthy(port, "/200", Map.of("GATEWAY_TLS_CERTIFICATE", "/c.pem"))).isFalse();
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whom Alertmanager tells.
 */
final class Webhook implements AutoCloseable {

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	Webhook() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(BrokerSettings.HOST), 0), 0);
		this.server.createContext("/", (exchange) -> {
			JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
			for (JsonNode alert : message.path("alerts").values()) {
				this.told.add(alert.at("/labels/alertname").asString() + " " + alert.path("status").asString());
			}
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.server.start();
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/";
	}

	/**
	 * What was told.
	 * @return alerts, each with {@code firing} or {@code resolved} behind its name
	 */
	List<String> told() {
		return this.told;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

package org.dibbs.orchestration.orchestrator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The whole worker on a free port, with its own database, and Kafka away.
 */
final class RunningWorker implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	RunningWorker(Path data, Map<String, String> environment) throws IOException {
		Map<String, Object> settings = new LinkedHashMap<>(environment);
		settings.put("ORCHESTRATOR_PORT", "0");
		settings.put("ORCHESTRATOR_HOST", "127.0.0.1");
		settings.put("DIBBS_DATA", data.toString());
		settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + unusedPort());
		this.context = new SpringApplicationBuilder(OrchestratorApplication.class)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", settings)))
			.run();
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Sends bytes as they are, which no HTTP client would, and reads the whole answer.
	 */
	Answer send(String head, byte[] body) throws IOException {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(20_000);
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			request.write(head.getBytes(StandardCharsets.UTF_8));
			request.write(body);
			try {
				socket.getOutputStream().write(request.toByteArray());
			}
			catch (IOException ex) {
				// The worker may answer and hang up before it has read all.
			}
			return Answer.of(socket.getInputStream().readAllBytes());
		}
	}

	Answer send(String method, String target, Map<String, String> headers, byte[] body) throws IOException {
		StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
		headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (body.length > 0) {
			head.append("Content-Length: ").append(body.length).append("\r\n");
		}
		return send(head + "\r\n", body);
	}

	Answer send(String method, String target) throws IOException {
		return send(method, target, Map.of(), new byte[0]);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What came back.
	 */
	record Answer(int status, Map<String, String> headers, String body) {

		static Answer of(byte[] bytes) {
			String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\r\n\r\n", 2);
			String[] lines = parts[0].split("\r\n");
			Map<String, String> headers = new LinkedHashMap<>();
			for (int i = 1; i < lines.length; i++) {
				String[] header = lines[i].split(":", 2);
				headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
			}
			return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, (parts.length > 1) ? parts[1] : "");
		}

		String header(String name) {
			return this.headers.getOrDefault(name, "");
		}

	}

}

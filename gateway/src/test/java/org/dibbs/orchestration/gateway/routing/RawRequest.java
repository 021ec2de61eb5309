package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request that no HTTP client would send, and its answer.
 *
 * @param status of the answer
 * @param head of the answer in lower case
 * @param body of the answer
 */
record RawRequest(int status, String head, String body) {

	static RawRequest send(int port, String lines) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int end = answer.indexOf("\r\n\r\n");
			return new RawRequest(Integer.parseInt(answer.substring(9, 12)),
					answer.substring(0, end).toLowerCase(Locale.ROOT), answer.substring(end + 4));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static RawRequest get(int port, String path) {
		return ask(port, "GET " + path + " HTTP/1.1");
	}

	static RawRequest ask(int port, String... lines) {
		return send(port, String.join("\r\n", lines) + "\r\nHost: front.door\r\nConnection: close\r\n\r\n");
	}

}

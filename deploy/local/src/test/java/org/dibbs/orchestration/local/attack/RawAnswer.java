package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a server answered to bytes that no HTTP client would send.
 *
 * @param status the HTTP status
 * @param head the first line and the headers in lower case
 * @param body the body
 */
record RawAnswer(int status, String head, String body) {

	private static final int LIMIT_MILLIS = 30_000;

	/**
	 * Sends bytes, and reads until the server closes the connection.
	 * @param port where
	 * @param text the bytes, one a character
	 * @return the answer
	 */
	static RawAnswer to(int port, String text) {
		try (Socket socket = open(port)) {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			return of(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A connection, to be used in pieces.
	 * @param port where
	 * @return the connection
	 */
	static Socket open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
		socket.setSoTimeout(LIMIT_MILLIS);
		return socket;
	}

	/**
	 * Reads until the server closes the connection.
	 * @param socket the connection
	 * @return the answer
	 */
	static RawAnswer of(Socket socket) throws IOException {
		String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int end = answer.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawAnswer(0, answer, "");
		}
		return new RawAnswer(Integer.parseInt(answer.substring(9, 12)),
				answer.substring(0, end).toLowerCase(Locale.ROOT), answer.substring(end + 4));
	}

}

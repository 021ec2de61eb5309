package org.dibbs.orchestration.local.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
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
	 * Sends pieces without end, until there is an answer.
	 * @param port where
	 * @param head what comes before
	 * @param piece what is repeated
	 * @param most how often at most
	 * @return the answer
	 */
	static RawAnswer toPieces(int port, String head, byte[] piece, int most) throws IOException {
		try (Socket socket = open(port)) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			sendPieces(socket, piece, most);
			return of(socket);
		}
	}

	private static void sendPieces(Socket socket, byte[] piece, int most) throws IOException {
		try {
			for (int i = 0; i < most && socket.getInputStream().available() == 0; i++) {
				socket.getOutputStream().write(piece);
			}
		}
		catch (SocketException ex) {
			// The server wants no more; what it said is there to be read.
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
	 * @return the answer, status 0 where there is none
	 */
	static RawAnswer of(Socket socket) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(bytes);
		}
		catch (SocketException ex) {
			// It was closed before all was read that was sent.
		}
		String answer = bytes.toString(StandardCharsets.UTF_8);
		int end = answer.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawAnswer(0, answer, "");
		}
		return new RawAnswer(Integer.parseInt(answer.substring(9, 12)),
				answer.substring(0, end).toLowerCase(Locale.ROOT), answer.substring(end + 4));
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class BodyRefusalTests {

	private static final int LIMIT = 1024 * 1024;

	private static final String HEAD = "POST /process-message HTTP/1.1\r\nHost: x\r\n";

	private final int port;

	BodyRefusalTests(@LocalServerPort int port) {
		this.port = port;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Connection: close\r\n" })
	void isSeenByACallerWhoSendsEverythingBeforeReading(String header) throws IOException {
		int length = 20 * LIMIT;
		String answer = exchange(HEAD + header + "Content-Length: " + length + "\r\n\r\n", new byte[length], "");
		assertThat(answer).startsWith("HTTP/1.1 413").contains("1048576 bytes", "MAX_BODY_SIZE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Connection: close\r\n" })
	void holdsWithoutContentLength(String header) throws IOException {
		int length = 20 * LIMIT;
		String answer = exchange(
				HEAD + header + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(length) + "\r\n",
				new byte[length], "\r\n0\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 413").contains("{\"detail\":");
	}

	@Test
	void comesBeforeABodyThatWasOnlyAnnounced() throws IOException {
		String head = HEAD + "Expect: 100-continue\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n";
		assertThat(exchange(head, new byte[0], "")).startsWith("HTTP/1.1 413");
	}

	@Test
	void comesAtOnceWhileTheCallerIsStillSending() throws IOException {
		String head = HEAD + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n";
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			byte[] start = socket.getInputStream().readNBytes(12);
			assertThat(start).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 413");
		}
	}

	@Test
	void sparesABodyOfExactlyTheLimit() throws IOException {
		String head = HEAD + "Connection: close\r\nContent-Length: " + LIMIT + "\r\n\r\n";
		assertThat(exchange(head, new byte[LIMIT], "")).startsWith("HTTP/1.1 422");
	}

	private String exchange(String head, byte[] body, String end) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write(head.getBytes(StandardCharsets.US_ASCII));
			out.write(body);
			out.write(end.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}

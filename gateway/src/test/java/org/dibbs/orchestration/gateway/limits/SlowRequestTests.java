package org.dibbs.orchestration.gateway.limits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are kept open by sending as little as possible.
 */
@FrontDoorTest
class SlowRequestTests {

	private static final String BODY = "{\"detail\":\"Request Timeout\"}";

	@LocalServerPort
	private int port;

	@Autowired
	private RecordedMetrics metrics;

	@Test
	void headersThatNeverEndAreAnsweredHoweverOftenAPieceComes() throws IOException {
		double before = slow();
		assertThat(drip("GET /configs HTTP/1.1\r\nHost: a\r\n", "X-a: b\r\n")).startsWith("HTTP/1.1 408 ")
			.endsWith(BODY);
		assertThat(slow()).isEqualTo(before + 1);
	}

	@Test
	void aFirstLineThatStopsIsAnswered() throws IOException {
		assertThat(drip("GET /con", "")).startsWith("HTTP/1.1 408 ").endsWith(BODY);
	}

	@Test
	void aBodyThatStopsIsAnswered() throws IOException {
		double before = slow();
		String head = "POST /process-message HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
		assertThat(drip(head + "Content-Length: 1000\r\n\r\n{", "")).startsWith("HTTP/1.1 408 ").endsWith(BODY);
		assertThat(slow()).isEqualTo(before + 1);
	}

	@Test
	void aBodyThatNeverEndsIsAnsweredHoweverOftenAPieceComes() throws IOException {
		String head = "POST /process-message HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
		assertThat(drip(head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")).startsWith("HTTP/1.1 408 ");
	}

	@Test
	void aBodyOfARouteToTheWorkersIsNoOther() throws IOException {
		assertThat(drip("PUT /configs/a.json HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{", ""))
			.startsWith("HTTP/1.1 4");
	}

	private double slow() {
		return this.metrics.of(Instrument.GATEWAY_LIMITED).getOrDefault("slow", 0.0);
	}

	// Waits by reading: an answer ends it.
	private String drip(String start, String piece) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(100);
			socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			for (int i = 0; i < 1000; i++) {
				try {
					int read = socket.getInputStream().read();
					if (read < 0) {
						break;
					}
					answer.write(read);
				}
				catch (SocketTimeoutException ex) {
					socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
				}
				catch (SocketException ex) {
					break;
				}
			}
			return answer.toString(StandardCharsets.UTF_8);
		}
	}

}

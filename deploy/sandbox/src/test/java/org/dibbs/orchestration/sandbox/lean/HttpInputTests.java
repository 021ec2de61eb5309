package org.dibbs.orchestration.sandbox.lean;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HttpInputTests {

	private static final String REQUEST = "POST /a/b HTTP/1.1\r\nHost: x\r\ncontent-LENGTH:  5 \r\n\r\nhello";

	private static final String ANSWER = "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
			+ "5;a=b\r\nhello\r\n0a\r\n, 12345678\r\n0\r\nTrailer: x\r\n\r\n";

	private final HttpInput input = new HttpInput();

	// Whatever the pieces are that it comes in.
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 64, 4096 })
	void cutsWhatComesInIntoMessages(int step) throws IOException {
		List<String> messages = read(REQUEST + REQUEST.replace("hello", "again"), step);
		assertThat(messages).containsExactly("POST /a/b hello", "POST /a/b again");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 64, 4096 })
	void putsChunksTogether(int step) throws IOException {
		assertThat(read(ANSWER + ANSWER, step)).containsExactly("HTTP/1.1 202 hello, 12345678",
				"HTTP/1.1 202 hello, 12345678");
	}

	@Test
	void takesAMessageWithoutABody() throws IOException {
		assertThat(read("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 4096)).containsExactly("GET / ");
	}

	@Test
	void takesBodiesHoweverLarge() throws IOException {
		String body = "x".repeat(3_000_000);
		assertThat(read("POST / HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n" + body + REQUEST, 100_000))
			.containsExactly("POST / " + body, "POST /a/b hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "99999999999", "4294967295" })
	void refusesALengthThatIsNone(String length) {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> read("POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n", 4096));
	}

	@Test
	void refusesAHeadWithoutEnd() {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read("x".repeat(100_000), 4096));
	}

	private List<String> read(String text, int step) throws IOException {
		ReadableByteChannel channel = inSteps(text, step);
		List<String> messages = new ArrayList<>();
		while (this.input.read(channel)) {
			while (this.input.isComplete()) {
				messages
					.add(this.input.word(0) + " " + this.input.word(1) + " " + new String(this.input.body(), UTF_8));
				assertThat(this.input.bodyLength()).isEqualTo(this.input.body().length);
				this.input.next();
			}
		}
		return messages;
	}

	private static ReadableByteChannel inSteps(String text, int step) {
		ReadableByteChannel all = Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8)));
		return new ReadableByteChannel() {

			@Override
			public int read(ByteBuffer target) throws IOException {
				ByteBuffer part = target.slice(target.position(), Math.min(step, target.remaining()));
				int read = all.read(part);
				target.position(target.position() + Math.max(0, read));
				return read;
			}

			@Override
			public boolean isOpen() {
				return all.isOpen();
			}

			@Override
			public void close() throws IOException {
				all.close();
			}

		};
	}

}

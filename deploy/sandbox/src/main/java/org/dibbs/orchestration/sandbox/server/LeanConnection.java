package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.dibbs.orchestration.sandbox.lean.HttpConnection;
import org.dibbs.orchestration.sandbox.lean.HttpInput;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LeanServer}: a request, its answer, the next request.
 */
final class LeanConnection {

	private static final Map<Integer, String> REASONS = Map.of(200, "OK", 400, "Bad Request", 404, "Not Found", 405,
			"Method Not Allowed", 422, "Unprocessable Content", 500, "Internal Server Error", 503,
			"Service Unavailable");

	private final HttpConnection connection;

	private boolean answers;

	LeanConnection(SocketChannel channel, SelectionKey key) {
		this.connection = new HttpConnection(channel, key, SelectionKey.OP_WRITE);
	}

	/** Goes on with what can be gone on with. */
	void ready() throws IOException {
		if (this.connection.goOn()) {
			this.answers = this.connection.isWriting();
		}
		else if (!this.connection.read()) {
			close();
		}
	}

	/** The next request, or null where there is none yet or one is being answered. */
	@Nullable Request take() throws IOException {
		HttpInput input = this.connection.input();
		if (this.answers || !this.connection.isOpen() || !input.isComplete()) {
			return null;
		}
		Request request = new Request(input.word(0), path(input.word(1)), input.body());
		input.next();
		this.answers = true;
		return request;
	}

	private static String path(String target) {
		int query = target.indexOf('?');
		return (query < 0) ? target : target.substring(0, query);
	}

	void answer(Answer answer) throws IOException {
		StringBuilder head = new StringBuilder(160).append("HTTP/1.1 ")
			.append(answer.status())
			.append(' ')
			.append(REASONS.getOrDefault(answer.status(), "Other"))
			.append("\r\nContent-Type: ")
			.append(answer.contentType());
		answer.headers().forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
		boolean bodiless = answer.status() == 204 || answer.status() == 304;
		if (!bodiless) {
			head.append("\r\nContent-Length: ").append(answer.body().length);
		}
		head.append("\r\n\r\n");
		ByteBuffer start = ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
		ByteBuffer[] parts = bodiless ? new ByteBuffer[] { start }
				: new ByteBuffer[] { start, ByteBuffer.wrap(answer.body()) };
		this.connection.write(parts);
		this.answers = this.connection.isWriting();
	}

	void close() {
		this.connection.close();
	}

	/**
	 * A request.
	 *
	 * @param method its verb
	 * @param path its path
	 * @param body its body
	 */
	record Request(String method, String path, byte[] body) {

	}

}

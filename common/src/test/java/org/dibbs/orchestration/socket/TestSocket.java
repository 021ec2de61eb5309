package org.dibbs.orchestration.socket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket client that keeps what it is told until a test asks.
 */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {

	private static final int PATIENCE_SECONDS = 60;

	private final HttpClient client = HttpClient.newHttpClient();

	private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

	private final CompletableFuture<String> close = new CompletableFuture<>();

	private final StringBuilder frame = new StringBuilder();

	private final WebSocket socket;

	/**
	 * Connects.
	 * @param uri where to, beginning with ws
	 */
	public TestSocket(String uri) {
		this.socket = this.client.newWebSocketBuilder().buildAsync(URI.create(uri), this).join();
	}

	/**
	 * Sends one binary frame.
	 */
	public TestSocket send(byte[] bytes) {
		this.socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
		return this;
	}

	/**
	 * Sends one text frame.
	 */
	public TestSocket send(String text) {
		this.socket.sendText(text, true).join();
		return this;
	}

	/**
	 * The next text frame.
	 * @throws IllegalStateException if none comes within a minute
	 */
	public String next() {
		try {
			String next = this.frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (next == null) {
				throw new IllegalStateException(
						"No frame came within " + PATIENCE_SECONDS + " s; closed: " + this.close);
			}
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether a text frame has come that {@link #next()} has not given yet.
	 */
	public boolean hasNext() {
		return !this.frames.isEmpty();
	}

	/**
	 * The status and the reason the other side closes with, a blank between.
	 */
	public String closed() {
		return this.close.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
	}

	/**
	 * Goes without a word.
	 */
	public void abort() {
		this.socket.abort();
	}

	@Override
	public void close() {
		this.socket.abort();
		this.client.shutdownNow();
	}

	@Override
	public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
		this.frame.append(data);
		if (last) {
			this.frames.add(this.frame.toString());
			this.frame.setLength(0);
		}
		from.request(1);
		return null;
	}

	@Override
	public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
		this.close.complete(statusCode + " " + reason);
		return null;
	}

	@Override
	public void onError(WebSocket from, Throwable error) {
		this.close.completeExceptionally(error);
	}

}

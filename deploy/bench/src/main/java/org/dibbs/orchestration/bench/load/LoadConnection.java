package org.dibbs.orchestration.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.dibbs.orchestration.sandbox.lean.HttpConnection;
import org.dibbs.orchestration.sandbox.lean.HttpInput;

/**
 * One connection of a {@link LoadGenerator}, with one request at a time.
 */
final class LoadConnection {

	private final HttpConnection connection;

	private long intended;

	private long begun;

	private int status;

	private boolean kept = true;

	private LoadConnection(SocketChannel channel, SelectionKey key) {
		this.connection = new HttpConnection(channel, key, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
	}

	static LoadConnection open(InetSocketAddress target, Selector selector) throws IOException {
		SocketChannel channel = SocketChannel.open(target);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.configureBlocking(false);
		SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
		LoadConnection connection = new LoadConnection(channel, key);
		key.attach(connection);
		return connection;
	}

	/**
	 * Sends a request.
	 * @param request its bytes
	 * @param intended when it was to be sent
	 * @throws IOException if the connection is closed
	 */
	void send(ByteBuffer request, long intended) throws IOException {
		this.intended = intended;
		// One that goes half a millisecond early is not thought to be faster for it.
		this.begun = Math.min(intended, System.nanoTime());
		this.connection.write(request.duplicate());
	}

	/**
	 * Goes on with what can be gone on with.
	 * @return whether the answer is there
	 * @throws IOException if the connection is closed
	 */
	boolean ready() throws IOException {
		if (this.connection.goOn()) {
			return false;
		}
		if (!this.connection.read()) {
			throw new ClosedChannelException();
		}
		HttpInput input = this.connection.input();
		if (!input.isComplete()) {
			return false;
		}
		this.status = input.status();
		this.kept = !"close".equalsIgnoreCase(input.header("connection"));
		input.next();
		return true;
	}

	long intended() {
		return this.intended;
	}

	/** When it was to be sent, or was sent where that was earlier. */
	long begun() {
		return this.begun;
	}

	int status() {
		return this.status;
	}

	boolean isKept() {
		return this.kept;
	}

	void close() {
		this.connection.close();
	}

}

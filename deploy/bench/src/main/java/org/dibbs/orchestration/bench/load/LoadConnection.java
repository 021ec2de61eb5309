package org.dibbs.orchestration.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.dibbs.orchestration.sandbox.lean.HttpInput;
import org.dibbs.orchestration.sandbox.lean.HttpOutput;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LoadGenerator}, with one request at a time.
 */
final class LoadConnection {

	private final SocketChannel channel;

	private final SelectionKey key;

	private final HttpInput input = new HttpInput();

	private @Nullable ByteBuffer output;

	private long intended;

	private int status;

	private boolean kept = true;

	private LoadConnection(SocketChannel channel, SelectionKey key) {
		this.channel = channel;
		this.key = key;
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
		write(request.duplicate());
	}

	/**
	 * Goes on with what can be gone on with.
	 * @return whether the answer is there
	 * @throws IOException if the connection is closed
	 */
	boolean ready() throws IOException {
		if (this.output != null && this.key.isWritable()) {
			write(this.output);
			return false;
		}
		if (!this.input.read(this.channel)) {
			throw new ClosedChannelException();
		}
		if (!this.input.isComplete()) {
			return false;
		}
		this.status = this.input.status();
		this.kept = !"close".equalsIgnoreCase(this.input.header("connection"));
		this.input.next();
		return true;
	}

	private void write(ByteBuffer rest) throws IOException {
		boolean done = HttpOutput.write(this.channel, rest);
		this.output = done ? null : rest;
		int interest = done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	long intended() {
		return this.intended;
	}

	int status() {
		return this.status;
	}

	boolean isKept() {
		return this.kept;
	}

	void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is gone, which is all that was wanted.
			this.key.cancel();
		}
	}

}

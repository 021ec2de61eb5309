package org.dibbs.orchestration.sandbox.lean;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * One connection among many that a selector waits for: what comes in, and what is still
 * to be written. For one thread.
 */
public final class HttpConnection {

	private final SocketChannel channel;

	private final SelectionKey key;

	private final int interestWhileWriting;

	private final HttpInput input = new HttpInput();

	private ByteBuffer @Nullable [] output;

	/**
	 * Creates it for a channel that does not block.
	 * @param channel the connection
	 * @param key its key, which waits for what can be read
	 * @param interestWhileWriting what the key waits for as long as something is still to
	 * be written
	 */
	public HttpConnection(SocketChannel channel, SelectionKey key, int interestWhileWriting) {
		this.channel = channel;
		this.key = key;
		this.interestWhileWriting = interestWhileWriting;
	}

	/**
	 * What comes in.
	 * @return the messages of the other side
	 */
	public HttpInput input() {
		return this.input;
	}

	/**
	 * Reads what there is, once.
	 * @return whether there may be more; false where the other side has closed
	 * @throws IOException if it cannot be read
	 */
	public boolean read() throws IOException {
		return this.input.read(this.channel);
	}

	/**
	 * Writes what the connection takes now, and keeps the rest for {@link #goOn()}.
	 * @param parts what is written one after the other
	 * @throws IOException if the connection is closed
	 */
	public void write(ByteBuffer... parts) throws IOException {
		boolean done = HttpOutput.write(this.channel, parts);
		this.output = done ? null : parts;
		int interest = done ? SelectionKey.OP_READ : this.interestWhileWriting;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	/**
	 * Whether something is still to be written.
	 * @return false where all is on its way
	 */
	public boolean isWriting() {
		return this.output != null;
	}

	/**
	 * Goes on with what is still to be written, if the connection takes more of it.
	 * @return whether that was so; then there is nothing else to be done now
	 * @throws IOException if the connection is closed
	 */
	public boolean goOn() throws IOException {
		if (this.output == null || !this.key.isWritable()) {
			return false;
		}
		write(this.output);
		return true;
	}

	/**
	 * Whether it is open on this side.
	 * @return false once it was closed here
	 */
	public boolean isOpen() {
		return this.channel.isOpen();
	}

	/** Closes it, whatever is under way. */
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is gone, which is all that was wanted.
			this.key.cancel();
		}
	}

}

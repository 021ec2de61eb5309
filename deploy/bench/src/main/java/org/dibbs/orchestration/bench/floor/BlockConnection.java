package org.dibbs.orchestration.bench.floor;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.sandbox.lean.HttpInput;
import org.dibbs.orchestration.sandbox.lean.HttpOutput;

/**
 * A kept connection to the building blocks, for one caller.
 */
final class BlockConnection implements AutoCloseable {

	private final SocketChannel channel;

	private final HttpInput input = new HttpInput();

	BlockConnection(InetSocketAddress blocks) throws IOException {
		this.channel = SocketChannel.open(blocks);
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
	}

	/**
	 * Calls a block.
	 * @param path the path of its endpoint
	 * @param parts the body
	 * @return the body of its answer
	 * @throws IOException if there is none with status 200
	 */
	byte[] post(String path, ByteBuffer... parts) throws IOException {
		int length = 0;
		for (ByteBuffer part : parts) {
			length += part.remaining();
		}
		ByteBuffer[] request = new ByteBuffer[parts.length + 1];
		request[0] = ByteBuffer
			.wrap(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
					+ length + "\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
		System.arraycopy(parts, 0, request, 1, parts.length);
		write(this.channel, request);
		while (!this.input.isComplete()) {
			if (!this.input.read(this.channel)) {
				throw new EOFException("The building blocks have closed a connection");
			}
		}
		int status = this.input.status();
		byte[] answer = this.input.body();
		this.input.next();
		if (status != 200) {
			throw new ProtocolException("A building block has answered with status " + status);
		}
		return answer;
	}

	static void write(SocketChannel channel, ByteBuffer... parts) throws IOException {
		while (!HttpOutput.write(channel, parts)) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}

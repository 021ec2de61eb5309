package org.dibbs.orchestration.bench.floor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.sandbox.lean.HttpInput;

/**
 * The floor as a program: takes messages and answers each with what became of it, as the
 * gateway does, but calls the building blocks itself, from the virtual thread that serves
 * the caller. No queue, no telemetry, no checks: nothing that does these calls can be
 * much cheaper, and so every figure of a stack is given beside its.
 */
public final class FloorApplication {

	private static final int BACKLOG = 4096;

	private static final byte[] BEGIN = bytes("{\"message\":\"Processing succeeded!\",\"processed_values\":");

	private static final byte[] END = bytes("}");

	private FloorApplication() {
	}

	/**
	 * Runs until it is killed.
	 * @param arguments the port to listen on and that of the building blocks
	 * @throws IOException if it cannot listen
	 */
	public static void main(String[] arguments) throws IOException {
		serve(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])),
				new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])));
	}

	private static void serve(InetSocketAddress address, InetSocketAddress blocks) throws IOException {
		try (ServerSocketChannel acceptor = ServerSocketChannel.open().bind(address, BACKLOG)) {
			while (true) {
				SocketChannel caller = acceptor.accept();
				Thread.ofVirtual().start(() -> serve(caller, blocks));
			}
		}
	}

	private static void serve(SocketChannel caller, InetSocketAddress blocks) {
		try (caller; BlockConnection calls = new BlockConnection(blocks)) {
			caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
			FloorWorkflow workflow = new FloorWorkflow(calls);
			HttpInput input = new HttpInput();
			while (input.read(caller)) {
				if (input.isComplete()) {
					byte[] document = input.body();
					input.next();
					answer(caller, workflow.run(document));
				}
			}
		}
		catch (IOException ex) {
			// The connection ends with it, which the caller counts.
		}
	}

	private static void answer(SocketChannel caller, byte[] values) throws IOException {
		byte[] head = bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
				+ (BEGIN.length + values.length + END.length) + "\r\n\r\n");
		BlockConnection.write(caller, ByteBuffer.wrap(head), ByteBuffer.wrap(BEGIN), ByteBuffer.wrap(values),
				ByteBuffer.wrap(END));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

package org.dibbs.orchestration.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.dibbs.orchestration.sandbox.lean.HttpInput;

/**
 * Answers requests, each connection on a thread of its own.
 */
public final class FakeServer implements AutoCloseable {

	private final ServerSocketChannel acceptor;

	private final Function<Request, String> answers;

	private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	/**
	 * Starts it.
	 * @param answers gives what is written for a request; null closes the connection
	 */
	public FakeServer(Function<Request, String> answers) throws IOException {
		this.answers = answers;
		this.acceptor = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1024);
		Thread.ofVirtual().start(this::accept);
	}

	public static String answer(int status, String body) {
		return "HTTP/1.1 " + status + " Any\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel channel = this.acceptor.accept();
				Thread.ofVirtual().start(() -> serve(channel));
			}
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private void serve(SocketChannel channel) {
		try (channel) {
			HttpInput input = new HttpInput();
			while (input.read(channel)) {
				if (!input.isComplete()) {
					continue;
				}
				Request request = new Request(input.word(1), new String(input.body(), StandardCharsets.UTF_8));
				input.next();
				this.requests.add(request);
				this.most.accumulateAndGet(this.underWay.incrementAndGet(), Math::max);
				String answer = this.answers.apply(request);
				this.underWay.decrementAndGet();
				if (answer == null) {
					return;
				}
				channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public InetSocketAddress address() throws IOException {
		return (InetSocketAddress) this.acceptor.getLocalAddress();
	}

	public List<Request> requests() {
		return List.copyOf(this.requests);
	}

	int most() {
		return this.most.get();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
	}

	/**
	 * A request.
	 */
	public record Request(String path, String body) {

	}

}

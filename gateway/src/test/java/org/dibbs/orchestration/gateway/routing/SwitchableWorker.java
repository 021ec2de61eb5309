package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import org.dibbs.orchestration.gateway.worker.RestartableServer;

/**
 * A worker that can die and come back on the same port, break off, and never answer.
 */
final class SwitchableWorker implements AutoCloseable {

	static final int BREAK_OFF = 0;

	static final int NEVER = -1;

	/** What to answer with; nothing left is 200. */
	final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

	/** Verb, path and body of each request so far. */
	final List<String> calls = new CopyOnWriteArrayList<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final RestartableServer server = new RestartableServer(this::answer);

	String url() {
		return this.server.url();
	}

	void die() {
		this.server.die();
	}

	void comeBack() {
		this.server.comeBack();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.calls.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
		Integer answer = this.answers.poll();
		if (answer != null && answer == NEVER) {
			waitForTheEnd();
		}
		else if (answer == null || answer != BREAK_OFF) {
			exchange.sendResponseHeaders((answer != null) ? answer : 200, -1);
		}
		exchange.close();
	}

	private void waitForTheEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.end.countDown();
		this.server.close();
	}

}

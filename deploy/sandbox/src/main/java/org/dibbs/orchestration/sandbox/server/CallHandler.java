package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.Fault;
import org.dibbs.orchestration.sandbox.control.FaultBoard;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every call: reads it, counts it, lets armed faults and the fixed latency work on
 * it, and sends the answer. Runs on a virtual thread of the call's own.
 */
final class CallHandler implements HttpHandler {

	private static final Logger logger = LoggerFactory.getLogger(CallHandler.class);

	private final Routes routes;

	private final FaultBoard faults;

	private final CallStatistics statistics;

	private final Duration latency;

	CallHandler(Routes routes, FaultBoard faults, CallStatistics statistics, Duration latency) {
		this.routes = routes;
		this.faults = faults;
		this.statistics = statistics;
		this.latency = latency;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			byte[] body = exchange.getRequestBody().readAllBytes();
			Endpoint endpoint = this.routes.block(exchange.getRequestMethod(), path);
			if (endpoint == null) {
				send(exchange, this.routes.other(exchange.getRequestMethod(), path, body));
				return;
			}
			Answer answer = answer(path, endpoint, body);
			if (answer != null) {
				send(exchange, answer);
			}
			// Otherwise the exchange is closed without an answer, and its connection with
			// it.
		}
	}

	private @Nullable Answer answer(String path, Endpoint endpoint, byte[] body) {
		this.statistics.begin(path, body.length);
		try {
			Fault fault = this.faults.take(path);
			Answer answer = fault.after() ? work(path, endpoint, body) : null;
			pause(this.latency.plus(fault.delay()));
			if (fault.isForced()) {
				this.statistics.forced(path);
			}
			if (fault.answer() != null) {
				answer = fault.answer();
			}
			if (fault.reset()) {
				return null;
			}
			return (answer != null) ? answer : work(path, endpoint, body);
		}
		finally {
			// Before it is sent: whoever has the answer may call again at once.
			this.statistics.end(path);
		}
	}

	static Answer work(String path, Endpoint endpoint, byte[] body) {
		try {
			return endpoint.answer(body);
		}
		catch (RuntimeException ex) {
			// The exception's text may hold a patient's data; its kind and place are
			// enough to find the fault.
			StackTraceElement[] trace = ex.getStackTrace();
			logger.error("{} failed: {} at {}", path, ex.getClass().getName(), (trace.length > 0) ? trace[0] : "?");
			return Answer.text(500, "text/plain; charset=utf-8", "Internal Server Error");
		}
	}

	private static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static void send(HttpExchange exchange, Answer answer) throws IOException {
		answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
		exchange.getResponseHeaders().set("Content-Type", answer.contentType());
		boolean bodiless = answer.body().length == 0 || answer.status() == 204 || answer.status() == 304;
		exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
		if (!bodiless) {
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(answer.body());
			}
		}
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import org.dibbs.orchestration.gateway.worker.RestartableServer;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

/**
 * A worker that knows keys and submissions as those of one database do, and can die and
 * come back on the same port. It never waits.
 */
final class KeyWorker implements AutoCloseable {

	private final Database database;

	/** What to answer with, whatever is asked. */
	final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

	private final RestartableServer server = new RestartableServer(this::answer);

	KeyWorker(Database database) {
		this.database = database;
	}

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
		byte[] body = exchange.getRequestBody().readAllBytes();
		String path = exchange.getRequestURI().toString();
		this.database.asked.add(exchange.getRequestMethod() + " " + path);
		Integer status = this.statuses.poll();
		Answer answer = (status != null) ? new Answer(status, "text/plain", "?", false) : answer(exchange, path, body);
		exchange.getResponseHeaders().set("Content-Type", answer.type());
		if (answer.isResult()) {
			exchange.getResponseHeaders().set("Submission-Id", "x");
		}
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private Answer answer(HttpExchange exchange, String path, byte[] body) {
		if (path.equals("/idempotency-keys")) {
			return Answer.json(200, this.database.claim(JsonMembers.of(JsonFragment.of(body))));
		}
		String id = path.replace("/batches", "").split("[/?]")[2];
		if (!path.contains("/result?wait=")) {
			return Answer.json(this.database.known.contains(id) ? 200 : 404, "{}");
		}
		Answer result = this.database.results.get(id);
		boolean problem = "application/problem+json".equals(exchange.getRequestHeaders().getFirst("Accept"));
		return (result == null) ? Answer.json(202, "{}")
				: problem ? new Answer(result.status(), "application/problem+json", "{\"problem\":1}", true) : result;
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * What a worker answers.
	 */
	record Answer(int status, String type, String body, boolean isResult) {

		static Answer json(int status, String body) {
			return new Answer(status, "application/json", body, false);
		}

		static Answer result(int status, String type, String body) {
			return new Answer(status, type, body, true);
		}

	}

	/**
	 * What workers share.
	 */
	static final class Database {

		final Map<String, String> claims = new ConcurrentHashMap<>();

		final List<String> known = new CopyOnWriteArrayList<>();

		final Map<String, Answer> results = new ConcurrentHashMap<>();

		/** Verb and path of each request to any of them. */
		final List<String> asked = new CopyOnWriteArrayList<>();

		/** How long every key has stood for its submission, in milliseconds. */
		volatile long age;

		private String claim(Map<String, JsonFragment> claim) {
			String mine = claim.get("submission_id").text();
			String row = mine + " " + claim.get("body_digest").text();
			String there = this.claims.putIfAbsent(claim.get("key_hash").text(), row);
			String[] counts = ((there != null) ? there : row).split(" ");
			return "{\"submission_id\":\"" + counts[0] + "\",\"body_digest\":\"" + counts[1] + "\",\"created\":"
					+ counts[0].equals(mine) + ",\"age_ms\":" + this.age + "}";
		}

	}

}

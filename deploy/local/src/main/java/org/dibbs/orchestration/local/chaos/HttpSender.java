package org.dibbs.orchestration.local.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Sends submissions to the gateways in turn, as a load balancer would, and notes what
 * each answer promises. For use by many threads.
 */
final class HttpSender {

	private static final String SUBMISSION_ID = "Submission-Id";

	private static final String JSON = "application/json";

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final int BATCH_SIZE = 6;

	private final Client client;

	private final List<String> gateways;

	private final Samples samples;

	private final Promises promises;

	private final AtomicInteger turn = new AtomicInteger();

	private final Set<String> notFoundYet = ConcurrentHashMap.newKeySet();

	private volatile boolean batches = true;

	private volatile boolean keys = true;

	/**
	 * Creates a sender.
	 * @param client what sends
	 * @param gateways their addresses
	 * @param samples the messages
	 * @param promises where is noted what was promised
	 */
	HttpSender(Client client, List<String> gateways, Samples samples, Promises promises) {
		this.client = client;
		this.gateways = gateways;
		this.samples = samples;
		this.promises = promises;
	}

	/**
	 * Sends one and returns when it is answered.
	 * @param kind its kind
	 * @param number its number
	 */
	void send(Kind kind, int number) {
		byte[] document = this.samples.document(kind.message(), number);
		switch (kind) {
			case FHIR_WAITING, ECR_WAITING, SAVE_WAITING ->
				post(kind, "/process-message", Map.of("Content-Type", JSON, "Prefer", "wait=40"), document);
			case VXU -> follow(
					post(kind, "/process-message", Map.of("Content-Type", JSON, "Prefer", "respond-async"), document));
			case ECR_ZIP -> post(kind, "/process-zip", Map.of("Content-Type", Samples.formType(), "Prefer", "wait=40"),
					this.samples.form(kind.message(), number));
			case SAVE_ZIP -> follow(post(kind, "/submissions", Map.of("Content-Type", Samples.formType()),
					this.samples.form(kind.message(), number)));
			case UNKNOWN_CONFIG -> post(kind, (number % 2 == 0) ? "/submissions" : "/process-message",
					Map.of("Content-Type", JSON), this.samples.documentForNoConfig());
			case BATCH -> batch(number);
			case KEY_TWICE -> twice(number, document);
			default -> follow(post(kind, "/submissions", Map.of("Content-Type", JSON), document));
		}
	}

	private @Nullable String post(Kind kind, String path, Map<String, String> headers, byte[] body) {
		HttpResponse<String> answer = answer(kind, path, headers, body, 1);
		if (answer == null) {
			return null;
		}
		String id = answer.headers().firstValue(SUBMISSION_ID).orElse(null);
		if (id != null) {
			this.promises.accepted(id, kind);
			if (answer.headers().firstValue("Retry-After").isPresent()) {
				this.notFoundYet.add(id);
			}
		}
		return id;
	}

	private @Nullable HttpResponse<String> answer(Kind kind, String path, Map<String, String> headers, byte[] body,
			int submissions) {
		long begin = System.nanoTime();
		try {
			HttpResponse<String> answer = this.client.post(next() + path, headers, body, LIMIT);
			if (answer.headers().firstValue(SUBMISSION_ID).isEmpty() && answer.statusCode() / 100 != 2) {
				refused(answer, path, submissions);
			}
			else if (answer.statusCode() == 200) {
				this.promises.waited(kind, System.nanoTime() - begin);
			}
			return answer;
		}
		catch (ConnectException | HttpConnectTimeoutException ex) {
			this.promises.refused("not reached");
		}
		catch (IOException ex) {
			this.promises.refused("no answer");
			this.promises.unknown(submissions);
		}
		return null;
	}

	private void refused(HttpResponse<String> answer, String path, int submissions) {
		int status = answer.statusCode();
		this.promises.refused(Integer.toString(status));
		if (status == 503) {
			// The queue may have taken it and only been late in saying so.
			this.promises.unknown(submissions);
		}
		boolean passes = status == 503 || status == 429;
		if (passes && answer.headers().firstValue("Retry-After").isEmpty()) {
			this.promises.broke("POST " + path + ": " + status + " without Retry-After");
		}
		if (!passes && !(path.contains("/batch") && (status == 404 || status == 405))) {
			this.promises.broke("POST " + path + ": " + status + " without Submission-Id");
		}
	}

	/** Whoever has been told an id, and not to wait, can ask for it at once, anywhere. */
	private void follow(@Nullable String id) {
		if (id == null || this.notFoundYet.contains(id) || this.turn.get() % 4 != 0) {
			return;
		}
		try {
			int status = this.client.get(next() + "/submissions/" + id, LIMIT).statusCode();
			if (status == 404 || status == 500) {
				this.promises.broke("GET /submissions/" + id + ": " + status + " after it was accepted");
			}
		}
		catch (IOException ex) {
			this.promises.refused("question without answer");
		}
	}

	private void batch(int number) {
		if (!this.batches) {
			send(Kind.SAVE, number);
			return;
		}
		HttpResponse<String> answer = (number % 3 == 0) ? hl7(number) : lines(number);
		if (answer != null && (answer.statusCode() == 404 || answer.statusCode() == 405)) {
			this.batches = false;
		}
		else if (answer != null && answer.statusCode() / 100 == 2) {
			accepted(answer);
		}
	}

	private @Nullable HttpResponse<String> hl7(int number) {
		return answer(Kind.BATCH, "/submissions/batch?message_type=elr&config_file_name=sample-hl7-test-config.json",
				Map.of("Content-Type", "application/hl7-v2"), this.samples.hl7Batch(number, BATCH_SIZE), BATCH_SIZE);
	}

	private @Nullable HttpResponse<String> lines(int number) {
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		List<Kind.Message> messages = List.of(Kind.Message.SAVED_ECR, Kind.Message.FHIR, Kind.Message.ELR,
				Kind.Message.VXU, Kind.Message.ECR, Kind.Message.FHIR);
		for (int i = 0; i < BATCH_SIZE; i++) {
			// One line each, however the sample is written.
			for (byte character : this.samples.document(messages.get(i), number)) {
				lines.write((character == '\n' || character == '\r') ? ' ' : character);
			}
			lines.write('\n');
		}
		return answer(Kind.BATCH, "/submissions/batch", Map.of("Content-Type", "application/x-ndjson"),
				lines.toByteArray(), BATCH_SIZE);
	}

	private void accepted(HttpResponse<String> answer) {
		Matcher id = ID.matcher(answer.headers().firstValue("Location").orElse(answer.body()));
		if (id.find()) {
			this.promises.batch(id.group(), BATCH_SIZE);
		}
		else {
			this.promises.broke("POST /submissions/batch: " + answer.statusCode() + " names no batch");
		}
	}

	// Through the next gateway the second time.
	private void twice(int number, byte[] document) {
		Map<String, String> headers = new HashMap<>(Map.of("Content-Type", JSON));
		if (this.keys) {
			headers.put("Idempotency-Key", "\"chaos-" + number + "\"");
		}
		String first = post(Kind.KEY_TWICE, "/submissions", headers, document);
		if (!this.keys) {
			return;
		}
		String second = post(Kind.KEY_TWICE, "/submissions", headers, document);
		if (first != null && second != null && !first.equals(second)) {
			this.promises.broke("POST /submissions with one Idempotency-Key: both " + first + " and " + second);
		}
	}

	/**
	 * Finds out what the stack can do; to be called before anything else is sent.
	 * @return what it cannot do, in words
	 */
	List<String> probe() {
		batch(1);
		Map<String, String> headers = Map.of("Content-Type", JSON, "Idempotency-Key", "\"chaos-probe\"");
		byte[] document = this.samples.document(Kind.Message.FHIR, 0);
		String first = post(Kind.KEY_TWICE, "/submissions", headers, document);
		this.keys = first != null && first.equals(post(Kind.KEY_TWICE, "/submissions", headers, document));
		List<String> missing = new ArrayList<>();
		if (!this.batches) {
			missing.add("POST /submissions/batch");
		}
		if (!this.keys) {
			missing.add("Idempotency-Key");
		}
		return missing;
	}

	private String next() {
		return this.gateways.get(Math.floorMod(this.turn.getAndIncrement(), this.gateways.size()));
	}

}

package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.stack.Pause;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger answers through a gateway.
 */
final class LedgerView {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int TRIES = 30;

	private final Client client;

	private final String gateway;

	LedgerView(Client client, String gateway) {
		this.client = client;
		this.gateway = gateway;
	}

	/**
	 * How many submissions have not ended.
	 * @return the number
	 * @throws IOException if the ledger does not answer
	 */
	long underWay() throws IOException {
		JsonFragment byStatus = member(get("/submissions/summary"), "by_status");
		return number(byStatus, "ACCEPTED") + number(byStatus, "RUNNING");
	}

	/**
	 * All submissions there are.
	 * @return their statuses by their ids
	 * @throws IOException if the ledger does not answer
	 */
	Map<String, String> statuses() throws IOException {
		Map<String, String> statuses = new HashMap<>();
		String cursor = "";
		do {
			JsonFragment page = get("/submissions?limit=500" + cursor);
			List<JsonFragment> entries = Objects.requireNonNullElse(JsonMembers.elements(member(page, "submissions")),
					List.of());
			for (JsonFragment entry : entries) {
				statuses.put(member(entry, "submission_id").text(), member(entry, "status").text());
			}
			JsonFragment next = member(page, "next");
			cursor = next.isNull() ? "" : "&cursor=" + next.text();
		}
		while (!cursor.isEmpty());
		return statuses;
	}

	// 503 says that it is late, and to ask again.
	private JsonFragment get(String path) throws IOException {
		HttpResponse<String> answer = null;
		for (int i = 0; i < TRIES; i++) {
			answer = this.client.get(this.gateway + path, LIMIT);
			if (answer.statusCode() == 200) {
				return JsonFragment.literal(answer.body());
			}
			Pause.of(PAUSE);
		}
		throw new IOException("GET " + path + " is answered " + status(answer));
	}

	private static int status(@Nullable HttpResponse<String> answer) {
		return (answer != null) ? answer.statusCode() : 0;
	}

	static JsonFragment member(JsonFragment object, String name) throws IOException {
		JsonFragment value = JsonMembers.member(object, name);
		if (value == null) {
			throw new IOException("There is no member " + name + " in an answer");
		}
		return value;
	}

	static long number(JsonFragment object, String name) throws IOException {
		return Long.parseLong(member(object, name).json());
	}

}

package org.dibbs.orchestration.local.contract;

import java.util.function.Consumer;

import org.dibbs.orchestration.json.JsonFragment;
import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row of the contract: its words, the call, and what the answer has to be. The blocks
 * remember nothing of the row before.
 */
final class Row {

	private static final String PROBLEM_JSON = "application/problem+json";

	private final Doors doors;

	private final String words;

	private final Call call;

	private String fault = "[]";

	Row(Doors doors, String words, Call call) {
		this.doors = doors;
		this.words = words;
		this.call = call;
	}

	/**
	 * Has a building block answer differently.
	 * @param endpoint the last segment of its path
	 * @param members further members of the sandbox's fault, as JSON without braces
	 * @return this
	 */
	Row where(String endpoint, String members) {
		this.fault = "{\"endpoint\":\"" + endpoint + "\",\"count\":-1," + members + "}";
		return this;
	}

	Row whereAnswers(String endpoint, int status, String contentType, String body) {
		return where(endpoint, "\"status\":" + status + ",\"content_type\":" + JsonFragment.string(contentType).json()
				+ ",\"body\":" + JsonFragment.string(body).json());
	}

	DynamicTest answers(int status, String body) {
		return answers((answer) -> answer.is(status, body));
	}

	DynamicTest answers(Consumer<Answer> expectation) {
		return DynamicTest.dynamicTest(this.words, () -> {
			prepare();
			expectation.accept(this.doors.send(this.call));
		});
	}

	DynamicTest isRefused(int status, String body) {
		return isRefused(status, (text) -> assertThat(text).isEqualTo(body));
	}

	/**
	 * An error comes as it always did, and as RFC 9457 for who asks for that.
	 */
	DynamicTest isRefused(int status, Consumer<String> body) {
		return DynamicTest.dynamicTest(this.words, () -> {
			prepare();
			body.accept(this.doors.send(this.call).isJson(status).body());
			Answer problem = this.doors.send(this.call.with("Accept", PROBLEM_JSON));
			assertThat(problem.status()).as("%s", problem).isEqualTo(status);
			assertThat(problem.type()).as("%s", problem).isEqualTo(PROBLEM_JSON);
			assertThat(problem.member("type").text()).startsWith("urn:dibbs:problem:");
			assertThat(problem.member("title").text()).isNotBlank();
			assertThat(problem.member("status").json()).isEqualTo(Integer.toString(status));
		});
	}

	private void prepare() {
		this.doors.stack().reset();
		this.doors.stack().control(this.fault);
	}

}

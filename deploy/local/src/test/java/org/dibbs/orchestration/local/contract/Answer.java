package org.dibbs.orchestration.local.contract;

import java.net.http.HttpResponse;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a gateway answered.
 *
 * @param status the HTTP status
 * @param type the content type, or nothing
 * @param body the body
 */
record Answer(int status, String type, String body) {

	static final String JSON = "application/json";

	private static final int SHOWN = 2000;

	static Answer of(HttpResponse<String> response) {
		return new Answer(response.statusCode(), response.headers().firstValue("content-type").orElse(""),
				response.body());
	}

	/**
	 * Asserts status and body of an answer in JSON.
	 */
	void is(int expectedStatus, String expectedBody) {
		isJson(expectedStatus);
		assertThat(this.body).isEqualTo(expectedBody);
	}

	/**
	 * Asserts the status of an answer in JSON.
	 * @return this
	 */
	Answer isJson(int expectedStatus) {
		assertThat(this.status).as("%s", this).isEqualTo(expectedStatus);
		assertThat(this.type).as("%s", this).isEqualTo(JSON);
		return this;
	}

	/**
	 * A member of the body.
	 * @param path the names on the way to it
	 * @return its value; it has to be there
	 */
	JsonFragment member(String... path) {
		JsonFragment value = JsonFragment.literal(this.body);
		for (String name : path) {
			assertThat(value.isObject()).as("%s", this).isTrue();
			value = JsonMembers.member(value, name);
			assertThat(value).as("'%s' of %s", name, this).isNotNull();
		}
		return value;
	}

	@Override
	public String toString() {
		String shown = (this.body.length() > SHOWN) ? this.body.substring(0, SHOWN) + "..." : this.body;
		return this.status + " " + this.type + " " + shown;
	}

}

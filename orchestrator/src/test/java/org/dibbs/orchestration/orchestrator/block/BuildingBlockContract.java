package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.orchestrator.block.StepResult.Fail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every endpoint has to keep. A test of an endpoint extends it and supplies, under
 * block/ENDPOINT/ in the test resources, an input, the request the Python service makes
 * of it, and answers.
 */
public abstract class BuildingBlockContract {

	/** The last segment of the endpoint's path, which names its folder. */
	protected abstract String name();

	protected abstract BuildingBlockEndpoint endpoint();

	/** What the workflow does after the answer in 200.json. */
	protected abstract StepResult expectedResult();

	/** The contract's error text. */
	protected abstract String expectedError(int status, String body);

	/** The member an answer must have, or null where any body will do. */
	protected abstract String expectedKey();

	@Test
	void belongsToACatalogUnderItsName() {
		assertThat(endpoint().name()).isEqualTo(name());
		assertThat(endpoint().repeatable()).isEqualTo(!name().equals("save-fhir-data"));
	}

	@Test
	void buildsTheRequestThePythonServiceMakes() {
		assertThat(request(input())).isEqualTo(resource("request.json"));
	}

	@Test
	void goesOnWithTheAnswer() {
		assertThat((expectedKey() != null) ? unpack(200, resource("200.json"))
				: unpack(200, "application/xml", resource("200.xml")))
			.isEqualTo(expectedResult());
	}

	@Test
	void passesStatusAndErrorOfABadRequestOn() {
		failsAsTheContractSays(400, resource("400.json"));
	}

	@Test
	void passesStatusAndErrorOfAnUnprocessableRequestOn() {
		failsAsTheContractSays(422, resource("422.json"));
	}

	@Test
	void passesStatusAndTextOfAServerErrorOn() {
		failsAsTheContractSays(500, resource("500.txt"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202, 206, 401, 404, 405, 413, 429, 501, 502, 503, 504 })
	void takesEveryOtherStatusThan200ForAFailure(int status) {
		failsAsTheContractSays(status, "{\"message\":\"no\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "[]", "{}", "{\"message\":null}", "{\"detail\":\"no\"}" })
	void tellsTheWholeBodyOfABadRequestWithoutMessage(String body) {
		assertThat(unpack(400, body)).isInstanceOfSatisfying(Fail.class, (fail) -> {
			assertThat(fail.status()).isEqualTo(400);
			assertThat(fail.error()).endsWith(body);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 199, 204, 205, 301, 302, 304, 307, 308, 600, 999 })
	void neverPassesAnEmptyAnswerARedirectOrAnOddStatusOn(int status) {
		assertThat(unpack(status, "secret")).isInstanceOfSatisfying(Fail.class, (fail) -> {
			assertThat(fail.status()).isEqualTo(502);
			assertThat(fail.error()).contains(String.valueOf(status)).doesNotContain("secret");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json secret", "[\"secret\"]", "{}", "{\"KEY\":null,\"other\":\"secret\"}" })
	void neverUsesAnAnswerWithoutTheExpectedValue(String body) {
		if (expectedKey() == null) {
			return;
		}
		String key = expectedKey().split("\\.")[0];
		assertThat(unpack(200, body.replace("KEY", key))).isInstanceOfSatisfying(StepResult.Unusable.class,
				(unusable) -> {
					assertThat(unusable.reason()).contains("service " + endpoint().block().serviceKeys().getFirst())
						.doesNotContain("secret");
					if (body.startsWith("{")) {
						assertThat(unusable.reason()).contains("'" + key + "'");
					}
				});
	}

	private void failsAsTheContractSays(int status, String body) {
		assertThat(unpack(status, body)).isEqualTo(new Fail(status, expectedError(status, body)));
	}

	protected final StepInput input() {
		return Inputs.parse(resource("input.json"));
	}

	protected final String request(StepInput input) {
		return endpoint().builder().build(input).json();
	}

	protected final JsonFragment requestMember(StepInput input, String name) {
		return JsonMembers.member(endpoint().builder().build(input), name);
	}

	protected final StepResult unpack(int status, String body) {
		return unpack(status, "application/json", body);
	}

	private StepResult unpack(int status, String contentType, String body) {
		return endpoint().unpacker()
			.unpack(new ServiceResponse(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
	}

	/** A member of 200.json, or of another answer. */
	protected final JsonFragment answerMember(String resource, String name) {
		return JsonMembers.member(JsonFragment.literal(resource(resource)), name);
	}

	protected final String resource(String file) {
		String path = "/block/" + name() + "/" + file;
		try (InputStream stream = BuildingBlockContract.class.getResourceAsStream(path)) {
			assertThat(stream).as(path).isNotNull();
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The error text of those that give a 400's message and a 422's body as they are. */
	protected static String plainOr(String words, int status, String body) {
		return switch (status) {
			case 400 -> JsonMembers.member(JsonFragment.literal(body), "message").text();
			case 422 -> body;
			default -> words + body;
		};
	}

}

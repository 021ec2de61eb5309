package org.dibbs.orchestration.orchestrator.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigEditControllerTests {

	private static final String V = "{\"service\": \"validation\", \"endpoint\": \"/validate\"}";

	private static final String CONFIG = "{\"workflow\": [" + V + "]}";

	private final Instance instance = new Instance(new TestDatabase().store());

	private final MockMvcTester mvc = this.instance.mvc;

	@Test
	void storesAConfigAndGivesItBackUnchanged() {
		String config = "{ \"workflow\": [ {\"name:\": \"typo\", \"service\":\"save_metadata\",\n"
				+ "\"endpoint\":\"/api/save-fhir-data\", \"url\": \"${X}\", \"n\": 1.50, \"params\": {\"a\": null},"
				+ " \"previous_response_to_param_mapping\": {\"é\\u00e9\": \"b\"}}, " + V
				+ "], \"outputs\": [\"x\"], \"default-response\": false, \"zz\": [] }";
		assertAnswer(put("a.json", "{\"workflow\": " + config + " }"), 201,
				"{\"message\":\"Config uploaded successfully!\"}");
		assertAnswer(this.mvc.get().uri("/configs/a.json").exchange(), 200,
				"{\"message\":\"Config found!\",\"workflow\":" + config + "}");
	}

	@Test
	void overwritesOnlyWhenToldTo() {
		put("a.json", upload(""));
		String refusal = "{\"message\":\"A config for the name 'a.json' already exists. To proceed submit a new request "
				+ "with a different config name or set the 'overwrite' field to 'true'.\"}";
		assertAnswer(put("a.json", upload("")), 400, refusal);
		assertAnswer(put("a.json", upload(",\"overwrite\":false")), 400, refusal);
		assertAnswer(put("a.json", upload(",\"overwrite\":null")), 400, refusal);
		for (String flag : List.of("true", "\"true\"", "1", "\"Yes\"")) {
			assertAnswer(put("a.json", upload(",\"overwrite\":" + flag)), 200,
					"{\"message\":\"Config updated successfully!\"}");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"`{}`|`\"workflow\"`|field required|value_error.missing",
			"`[]`|``|value is not a valid dict|type_error.dict",
			"`{\"workflow\":[]}`|`\"workflow\"`|value is not a valid dict|type_error.dict",
			"`{\"workflow\":null}`|`\"workflow\"`|none is not an allowed value|type_error.none.not_allowed",
			"`{\"workflow\":{\"foo\":[]}}`|`\"workflow\",\"workflow\"`|field required|value_error.missing",
			"`{\"workflow\":{\"workflow\":[{\"endpoint\":\"/e\"}]}}`|`\"workflow\",\"workflow\",0,\"service\"`|field required|value_error.missing",
			"`{\"workflow\":{\"workflow\":[V,{\"service\":\"s\"}]}}`|`\"workflow\",\"workflow\",1,\"endpoint\"`|field required|value_error.missing",
			"`{\"workflow\":{\"workflow\":[V]},\"overwrite\":\"maybe\"}`|`\"overwrite\"`|value could not be parsed to a boolean|type_error.bool",
			"`{\"workflow\":`|`12`|JSON decode error|json_invalid" })
	void refusesWhatIsNoConfig(String body, String loc, String message, String type) {
		String path = loc.isEmpty() ? "\"body\"" : "\"body\"," + loc;
		String error = "{\"detail\":[{\"loc\":[" + path + "],\"msg\":\"" + message + "\",\"type\":\"" + type + "\"}]}";
		assertAnswer(put("a.json", body.replace("V", V)), 422, error);
		assertAnswer(post("a.json", body.replace("V", V)), 422, error);
		assertThat(this.instance.configs.find("a.json")).isNull();
	}

	@Test
	void refusesABodyThatIsNotThereOrNotDeclaredAsJson() {
		assertAnswer(put("a.json", ""), 422,
				"{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}");
		assertAnswer(
				this.mvc.put()
					.uri("/configs/a.json")
					.contentType(MediaType.APPLICATION_FORM_URLENCODED)
					.content(upload(""))
					.exchange(),
				422,
				"{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"value is not a valid dict\",\"type\":\"type_error.dict\"}]}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"nope|/validate|service|there is no service 'nope'; the known services are [validation, fhir_converter, ",
			"validation|/nope|endpoint|service 'validation' has no endpoint '/nope'; its endpoints are [validate]",
			"validation|http://evil/validate|endpoint|the endpoint of a step must be a plain path",
			"validation|/a/../validate|endpoint|the endpoint of a step must be a plain path" })
	void refusesAStepThatNothingCouldCarryOut(String service, String endpoint, String key, String message) {
		assertThat(put("a.json",
				"{\"workflow\":{\"workflow\":[" + V + ",{\"name\":\"second\",\"service\":\"" + service
						+ "\",\"endpoint\":\"" + endpoint + "\"}]}}"))
			.hasStatus(422)
			.bodyText()
			.startsWith("{\"detail\":[{\"loc\":[\"body\",\"workflow\",\"workflow\",1,\"" + key
					+ "\"],\"msg\":\"step 2 (second): " + message)
			.endsWith("\"type\":\"value_error\"}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".hidden", "a b", "-a", "ä", "a\\b", "schema.json" })
	void refusesAnyOtherName(String name) {
		assertThat(put(name, upload(""))).hasStatus(422)
			.bodyText()
			.contains("\"loc\":[\"path\",\"processing_config_name\"]");
		assertThat(this.mvc.delete().uri("/configs/{name}", name)).hasStatus(400);
	}

	@Test
	void refusesAnOverlongName() {
		assertThat(put("a".repeat(256), upload(""))).hasStatus(422);
		assertThat(put("a".repeat(255), upload(""))).hasStatus(201);
	}

	@Test
	void refusesMoreThanAMegabyte() {
		String padding = " ".repeat(1024 * 1024 - upload("").length());
		assertThat(put("a.json", upload("") + padding)).hasStatus(201);
		assertAnswer(put("b.json", upload("") + padding + " "), 413,
				"{\"detail\":\"A config may have at most 1 MB.\"}");
	}

	@Test
	void tellsTheFirstHundredOfManyErrorsAndHowManyMoreThereAre() {
		assertThat(put("a.json", "{\"workflow\":{\"workflow\":[" + "{},".repeat(59) + "{}]}}")).hasStatus(422)
			.bodyText()
			.contains("[\"body\",\"workflow\",\"workflow\",49,\"endpoint\"]")
			.doesNotContain("\"workflow\",50,")
			.endsWith("{\"loc\":[\"body\"],\"msg\":\"20 more errors are not listed\",\"type\":\"value_error\"}]}");
	}

	@Test
	void deletesCustomConfigsOnly() {
		put("a.json", upload(""));
		assertAnswer(delete("a.json"), 200, "{\"message\":\"Config deleted successfully!\"}");
		assertAnswer(delete("a.json"), 400,
				"{\"message\":\"A config with the name 'a.json' could not be found.\",\"workflow\":{}}");
		assertAnswer(delete("test-no-save.json"), 400,
				"{\"message\":\"The config 'test-no-save.json' is a default, which cannot be deleted."
						+ " A custom config of the same name takes its place.\"}");
	}

	@ParameterizedTest
	@CsvSource({ ",anonymous", "' ',anonymous", "ann@x,ann@x" })
	void notesWhoStoredIt(String user, String author) {
		this.mvc.put()
			.uri("/configs/a.json")
			.headers((headers) -> headers
				.setAll((user != null) ? Map.of("X-Forwarded-User", user) : Map.<String, String>of()))
			.content(upload(""))
			.exchange();
		assertThat(this.instance.configs.versions("a.json")).extracting(ConfigVersion::createdBy)
			.containsExactly(author);
	}

	@Test
	void checksAConfigWithoutStoringIt() {
		assertAnswer(
				post("a.json",
						"{\"workflow\":{\"workflow\":[" + V
								+ ",{\"name\":\"s\",\"service\":\"save_bundle\",\"endpoint\":\"/api/save-fhir-data\","
								+ "\"params\":{\"saveSource\":\"s3\"},\"previous_response_to_param_mapping\":"
								+ "{\"validation\":\"metadata\",\"late\":\"x\"}}],\"outputs\":[\"s\",\"gone\"]}}"),
				200,
				"{\"message\":\"Config is valid!\",\"steps\":[{\"step\":1,\"name\":\"validation\",\"service\":\"validation\","
						+ "\"endpoint\":\"/validate\",\"params\":[],\"previous_response_to_param_mapping\":{}},"
						+ "{\"step\":2,\"name\":\"s\",\"service\":\"save_bundle\",\"endpoint\":\"/api/save-fhir-data\","
						+ "\"params\":[\"saveSource\"],\"previous_response_to_param_mapping\":{\"validation\":\"metadata\","
						+ "\"late\":\"x\"}}],\"outputs\":[\"s\",\"gone\"],\"default-response\":true,\"warnings\":["
						+ "\"step 2 (s) wants the answer of 'late', but no step before it has that name\","
						+ "\"'outputs' names 'gone', but no step has that name\"]}");
		assertThat(this.instance.configs.find("a.json")).isNull();
	}

	@Test
	void saysThatTheDatabaseIsAway() {
		MockMvcTester away = new Instance(new AwayStore()).mvc;
		for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
			assertThat(away.method(method).uri("/configs/a.json").content(upload(""))).hasStatus(503)
				.hasHeader(HttpHeaders.RETRY_AFTER, "5")
				.bodyText()
				.isEqualTo("{\"detail\":\"The database of the workflow configs does not answer. Try again later.\"}");
		}
		assertThat(away.get().uri("/configs/a.json/versions")).hasStatus(503);
		assertThat(away.get().uri("/configs/a.json")).hasStatus(503);
		assertThat(away.get().uri("/configs/test-no-save.json")).hasStatusOk();
		assertThat(away.get().uri("/configs")).hasStatusOk();
	}

	private static String upload(String rest) {
		return "{\"workflow\":" + CONFIG + rest + "}";
	}

	private MvcTestResult put(String name, String body) {
		return this.mvc.put()
			.uri("/configs/{name}", name)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	private MvcTestResult post(String name, String body) {
		return this.mvc.post().uri("/configs/{name}/check", name).content(body).exchange();
	}

	private MvcTestResult delete(String name) {
		return this.mvc.delete().uri("/configs/{name}", name).exchange();
	}

	private static void assertAnswer(MvcTestResult answer, int status, String body) {
		assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_JSON);
		assertThat(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).isEqualTo(body);
	}

	/** A store whose database answers only once, at start. */
	private static final class AwayStore extends ConfigStore {

		AwayStore() {
			super(new TestDatabase().jdbc());
		}

		@Override
		@Nullable Revision latest(String name) {
			throw new DataAccessResourceFailureException("away");
		}

		@Override
		List<ConfigVersion> versions(String name) {
			throw new DataAccessResourceFailureException("away");
		}

	}

}

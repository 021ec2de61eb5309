package org.dibbs.orchestration.local.contract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /configs}.
 */
class ConfigsContractIntegrationTests {

	private static final AtomicInteger names = new AtomicInteger();

	private static final String CREATED = "{\"message\":\"Config uploaded successfully!\"}";

	private static final String UPDATED = "{\"message\":\"Config updated successfully!\"}";

	private static final String STEP = "{\"service\":\"validation\",\"endpoint\":\"/validate\"}";

	private static final String CONFIG = "{\"workflow\":[" + STEP + "]}";

	private final Doors doors = new Doors();

	@Test
	void listsDefaultAndCustomConfigs() {
		String name = newName();
		this.doors.send(Call.put(name, upload(CONFIG))).is(201, CREATED);
		for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
			Answer answer = this.doors.send(gateway, Call.get("/configs")).isJson(200);
			assertThat(JsonMembers.of(JsonFragment.literal(answer.body()))).containsOnlyKeys("default_configs",
					"custom_configs");
			assertThat(texts(answer.member("default_configs"))).contains("test-no-save.json", "production-config.json")
				.doesNotContain(name);
			assertThat(texts(answer.member("custom_configs"))).contains("seed-ecr-viewer-config.json", name);
		}
	}

	private static List<String> texts(JsonFragment list) {
		List<JsonFragment> elements = JsonMembers.elements(list);
		assertThat(elements).isNotNull();
		return elements.stream().map(JsonFragment::text).toList();
	}

	@TestFactory
	Stream<DynamicTest> aConfigThatIsNotThere() {
		return Stream.of("nope.json", "%2e%2e", ".hidden", "a%20b", "-a")
			.map((name) -> row("GET " + name, Call.get("/configs/" + name)).isRefused(400,
					(body) -> assertThat(body).startsWith("{\"message\":\"A config with the name '")
						.endsWith("' could not be found.\",\"workflow\":{}}")));
	}

	@TestFactory
	Stream<DynamicTest> aPathThatOnlyLooksLikeAName() {
		return Stream.of("..%2Ftest-no-save.json", "a%00b", "..%5Ca", "%ff", "a;b=c", "a/b")
			.flatMap((name) -> Stream.of("GET", "PUT", "DELETE")
				.map((verb) -> row(verb + " " + name, Call.of(verb, "/configs/" + name, overwrite(CONFIG)))
					.isRefused(404, "{\"detail\":\"Not Found\"}")));
	}

	@Test
	void aConfigIsStoredOnceUnlessItIsToBeOverwritten() {
		String name = newName();
		String exists = "{\"message\":\"A config for the name '" + name + "' already exists. To proceed submit a new "
				+ "request with a different config name or set the 'overwrite' field to 'true'.\"}";
		this.doors.send(Call.put(name, upload(CONFIG))).is(201, CREATED);
		this.doors.send(Call.put(name, upload(CONFIG))).is(400, exists);
		this.doors.send(Call.put(name, "{\"overwrite\":false,\"workflow\":" + CONFIG + "}")).is(400, exists);
		this.doors.send(Call.put(name, overwrite(CONFIG))).is(200, UPDATED);
		this.doors.send(Call.put(newName(), overwrite(CONFIG))).is(201, CREATED);
	}

	@Test
	void everythingUploadedComesBackUnchanged() {
		String config = "{ \"workflow\": [ {\"name:\": \"typo\", \"service\":\"save_metadata\",\n\"endpoint\":"
				+ "\"/api/save-fhir-data\",\"url\":null,\"x\":1.50,\"previous_response_to_param_mapping\":{\"p\":\"q\"}},"
				+ STEP + ",{\"name\":\"p\",\"service\":\"message_parser\",\"endpoint\":\"/parse_message\","
				+ "\"params\":{\"parsing_schema_name\":\"ecr.json\",\"deep\":[{\"\\u00e9\":1e2}]}}],"
				+ "\"outputs\":[\"p\"],\"default-response\":false,\"unknown\":{\"a\":[]}}";
		String name = newName();
		this.doors.send(Call.put(name, upload(config))).is(201, CREATED);
		for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
			this.doors.send(gateway, Call.get("/configs/" + name))
				.is(200, "{\"message\":\"Config found!\",\"workflow\":" + config + "}");
		}
	}

	@TestFactory
	Stream<DynamicTest> documentsThatAreNoConfig() {
		String dict = "value is not a valid dict|type_error.dict";
		String missing = "field required|value_error.missing";
		return Stream.of(invalid("{}", "\"body\",\"workflow\"", missing), invalid("[]", "\"body\"", dict),
				invalid("\"x\"", "\"body\"", dict), invalid("", "\"body\"", missing),
				invalid("{\"workflow\":[]}", "\"body\",\"workflow\"", dict),
				invalid("{\"workflow\":{\"foo\":[]}}", "\"body\",\"workflow\",\"workflow\"", missing),
				invalid(upload("{\"workflow\":[{\"endpoint\":\"/validate\"}]}"),
						"\"body\",\"workflow\",\"workflow\",0,\"service\"", missing),
				invalid(upload("{\"workflow\":[" + STEP + ",{\"service\":\"validation\"}]}"),
						"\"body\",\"workflow\",\"workflow\",1,\"endpoint\"", missing),
				invalid("{\"workflow\"", "\"body\",11", "JSON decode error|json_invalid"));
	}

	private DynamicTest invalid(String document, String loc, String error) {
		String[] words = error.split("\\|");
		return row("PUT " + document, Call.of("PUT", "/configs/invalid.json", document)).isRefused(422,
				"{\"detail\":[{\"loc\":[" + loc + "],\"msg\":\"" + words[0] + "\",\"type\":\"" + words[1] + "\"}]}");
	}

	@TestFactory
	Stream<DynamicTest> stepsThatNothingCouldCarryOut() {
		return Stream.of(
				unknown("service", "{\"name\":\"mine\",\"service\":\"nope\",\"endpoint\":\"/validate\"}", "mine",
						"'nope'", "validation", "fhir_converter", "ingestion", "message_parser",
						"trigger_code_reference", "save_bundle"),
				unknown("endpoint", "{\"service\":\"ingestion\",\"endpoint\":\"/nope\"}", "ingestion", "'/nope'",
						"standardize_names", "standardize_dob", "standardize_phones", "geocode_bundle"));
	}

	private DynamicTest unknown(String key, String step, String... words) {
		return row("an unknown " + key, Call.put("invalid.json", upload("{\"workflow\":[" + STEP + "," + step + "]}")))
			.isRefused(422,
					(body) -> assertThat(body)
						.startsWith("{\"detail\":[{\"loc\":[\"body\",\"workflow\",\"workflow\",1,\"" + key + "\"]")
						.contains("step 2")
						.contains(words));
	}

	@TestFactory
	Stream<DynamicTest> namesThatAreNone() {
		return Stream
			.of("..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "a%2Fb", "a%00b", ".hidden", "-a", "_a", "a%20b", "%C3%A4",
					"a%5Cb", "a:b", "a;b", "")
			.map((name) -> row("PUT '" + name + "'", Call.put(name, upload(CONFIG))).answers((answer) -> {
				assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
				assertThat(answer.type()).isEqualTo(Answer.JSON);
			}));
	}

	@Test
	void defaultsAreShadowedAndNeitherOverwrittenNorDeleted() {
		String name = "sample-hl7-test-config.json";
		Answer before = this.doors.send(Call.get("/configs/" + name)).isJson(200);
		assertThat(this.doors.send(Call.of("DELETE", "/configs/" + name)).status()).isEqualTo(400);
		this.doors.send(Call.put(name, overwrite(CONFIG))).is(201, CREATED);
		this.doors.send(Call.get("/configs/" + name))
			.is(200, "{\"message\":\"Config found!\",\"workflow\":" + CONFIG + "}");
		assertThat(this.doors.send(Call.get("/configs/" + name + "?version=0")).body()).isEqualTo(before.body());
		assertThat(this.doors.send(Call.of("DELETE", "/configs/" + name)).status()).isEqualTo(200);
		assertThat(this.doors.send(Call.get("/configs/" + name))).isEqualTo(before);
		assertThat(this.doors.send(Call.of("DELETE", "/configs/" + name)).status()).isEqualTo(400);
	}

	@Test
	void everyVersionIsKept() {
		String name = newName();
		this.doors.send(Call.put(name, upload(CONFIG)).with("X-Forwarded-User", "mallory")).is(201, CREATED);
		String changed = "{\"workflow\":[" + STEP + "," + STEP + "]}";
		this.doors.send(Call.put(name, overwrite(changed))).is(200, UPDATED);
		Answer versions = this.doors.send(Call.get("/configs/" + name + "/versions")).isJson(200);
		List<JsonFragment> all = JsonMembers.elements(versions.member("versions"));
		assertThat(all).extracting((version) -> JsonMembers.member(version, "version").json())
			.containsExactly("2", "1");
		assertThat(versions.body()).doesNotContain("mallory");
		this.doors.send(Call.get("/configs/" + name + "?version=1"))
			.is(200, "{\"message\":\"Config found!\",\"workflow\":" + CONFIG + "}");
	}

	@Test
	void aCheckStoresNothing() {
		String name = newName();
		Answer check = this.doors.send(Call.of("POST", "/configs/" + name + "/check", upload(CONFIG))).isJson(200);
		assertThat(check.body()).startsWith("{\"message\":\"Config is valid!\",\"steps\":[");
		assertThat(this.doors.send(Call.get("/configs/" + name)).status()).isEqualTo(400);
	}

	private static String newName() {
		return "config-" + names.incrementAndGet() + ".json";
	}

	private static String upload(String config) {
		return "{\"workflow\":" + config + "}";
	}

	private static String overwrite(String config) {
		return "{\"workflow\":" + config + ",\"overwrite\":true}";
	}

	private Row row(String words, Call call) {
		return new Row(this.doors, words, call);
	}

}

package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.local.document.OpenApi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document says what is so. That every answer to the rows of the contract is
 * described, {@link Doors} sees to.
 */
class OpenApiIntegrationTests {

	private final Doors doors = new Doors();

	private final OpenApi document = this.doors.document();

	private @Nullable String submission;

	private @Nullable String batch;

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	/**
	 * In the order of the document, in which a config is stored before it is asked for.
	 */
	@TestFactory
	Stream<DynamicTest> everyExampleWorks() {
		return this.document.operations()
			.stream()
			.filter((operation) -> !operation.getKey().equals("/process-ws"))
			.sorted((first, second) -> rank(first.getValue()) - rank(second.getValue()))
			.flatMap((operation) -> calls(operation.getKey(), operation.getValue()).entrySet().stream())
			.map((call) -> DynamicTest.dynamicTest(call.getKey(), () -> {
				Answer answer = this.doors.send(call.getValue());
				assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
			}));
	}

	@Test
	void hasExamplesToSend() {
		assertThat(calls("/process-message", "post")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(calls("/process-zip", "post")).isNotEmpty();
		assertThat(calls("/configs/{processing_config_name}", "put")).isNotEmpty();
	}

	@Test
	void doesNotDescribeEverything() {
		assertThat(this.document.errors("GET", "/nothing", 200, "", "")).isNotEmpty();
		assertThat(this.document.errors("DELETE", "/configs", 200, "", "")).isNotEmpty();
		assertThat(this.document.errors("GET", "/configs", 418, "application/json", "{}")).isNotEmpty();
		assertThat(this.document.errors("GET", "/configs", 200, "text/html", "<a/>")).isNotEmpty();
		assertThat(this.document.errors("GET", "/configs", 200, "application/json", "{\"default_configs\":1}"))
			.isNotEmpty();
	}

	private static int rank(String verb) {
		return List.of("put", "get", "post", "delete").indexOf(verb);
	}

	private Map<String, Call> calls(String path, String verb) {
		JsonNode operation = this.document.operation(path, verb);
		Map<String, Call> calls = new LinkedHashMap<>();
		JsonNode body = this.document.resolve(operation.path("requestBody"));
		if (body.isMissingNode()) {
			String concrete = concrete(path, verb, operation);
			calls.put(verb + " " + concrete, Call.of(verb.toUpperCase(Locale.ROOT), concrete));
		}
		body.path("content").properties().forEach((type) -> {
			assertThat(type.getValue().path("examples").properties()).as("%s %s", verb, path).isNotEmpty();
			type.getValue()
				.path("examples")
				.properties()
				.forEach((example) -> calls.put(verb + " " + path + " " + type.getKey() + " " + example.getKey(),
						call(verb, concrete(path, verb, operation), type.getKey(),
								this.document.resolve(example.getValue()).path("value"))));
		});
		return calls;
	}

	// What changes a submission gets one of its own.
	private String concrete(String path, String verb, JsonNode operation) {
		String query = verb.equals("post") ? query(operation) : "";
		if (path.equals("/submissions/replay")) {
			// It has to be said which ones are meant.
			return path + "?status=DEAD";
		}
		if (path.contains("{batch_id}")) {
			return path.replace("{batch_id}", batch());
		}
		if (!path.contains("{submission_id}")) {
			return withName(path, verb) + query;
		}
		if (verb.equals("post")) {
			this.submission = null;
		}
		return path.replace("{submission_id}", submitted());
	}

	// Each parameter that has examples, with the first.
	private String query(JsonNode operation) {
		List<String> query = new ArrayList<>();
		operation.path("parameters").values().forEach((reference) -> {
			JsonNode parameter = this.document.resolve(reference);
			if (parameter.path("in").asString().equals("query") && parameter.has("examples")) {
				String value = parameter.path("examples").values().iterator().next().path("value").asString();
				query.add(parameter.path("name").asString() + "=" + value);
			}
		});
		return query.isEmpty() ? "" : "?" + String.join("&", query);
	}

	// What is asked for and deleted is the config that the examples store.
	private String withName(String path, String verb) {
		if (!path.contains("{")) {
			return path;
		}
		JsonNode parameter = this.document.root().at("/components/parameters/ConfigName");
		List<String> names = new ArrayList<>();
		parameter.path("examples").values().forEach((example) -> names.add(example.path("value").asString()));
		assertThat(names).as("examples of a config's name for %s", verb).isNotEmpty();
		String custom = names.stream().filter((name) -> name.startsWith("my-")).findFirst().orElse(names.getFirst());
		return path.replaceAll("\\{[^}]*\\}", custom);
	}

	private String batch() {
		if (this.batch == null) {
			this.batch = this.doors.send(calls("/submissions/batch", "post").values().iterator().next())
				.member("batch_id")
				.text();
		}
		return this.batch;
	}

	private String submitted() {
		if (this.submission == null) {
			Call example = calls("/process-message", "post").values().iterator().next();
			this.submission = this.doors.send(example.with("Prefer", "respond-async")).member("submission_id").text();
			this.doors.send(Call.get("/submissions/" + this.submission + "?wait=30s"));
		}
		return this.submission;
	}

	private static Call call(String verb, String path, String type, JsonNode value) {
		if (!type.startsWith("multipart/")) {
			String body = value.isString() ? value.asString() : value.toString();
			return Call.of(verb.toUpperCase(Locale.ROOT), path, body).with("Content-Type", type);
		}
		Upload upload = new Upload();
		value.properties().forEach((field) -> {
			if (field.getKey().equals("upload_file")) {
				String text = field.getValue().isString() ? field.getValue().asString() : field.getValue().toString();
				upload.file(text.startsWith("{") ? Answer.JSON : "text/xml", text.getBytes(StandardCharsets.UTF_8));
			}
			else {
				upload.field(field.getKey(), field.getValue().asString());
			}
		});
		return Call.upload(upload);
	}

}

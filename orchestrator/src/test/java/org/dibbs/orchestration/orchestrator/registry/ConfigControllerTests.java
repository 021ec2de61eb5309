package org.dibbs.orchestration.orchestrator.registry;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigControllerTests {

	private final Instance instance = new Instance(new TestDatabase().store());

	private final MockMvcTester mvc = this.instance.mvc;

	@Test
	void listsTheNamesOfDefaultAndCustomConfigs() {
		assertThat(this.mvc.get().uri("/configs")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.startsWith("{\"default_configs\":[\"bundle-metadata-core.json\",")
			.contains("\"test_config.json\"],\"custom_configs\":[\"create-seed-sql.json\",");
	}

	@Test
	void givesAConfigBackAsItWasWritten() {
		WorkflowConfig config = this.instance.configs.find("test-no-save.json");
		assertThat(config).isNotNull();
		assertThat(this.mvc.get().uri("/configs/test-no-save.json").accept("text/html")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.hasHeader("Config-Version", "0")
			.bodyText()
			.isEqualTo("{\"message\":\"Config found!\",\"workflow\":" + config.document().json() + "}")
			.satisfies((body) -> assertThat(JsonMembers.of(JsonFragment.literal(body))).hasSize(2));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"no\"pe||A config with the name 'no\\\"pe' could not be found.",
			"nope|versions|A config with the name 'nope' could not be found.",
			"..|versions|A config with the name '..' could not be found.",
			"integrated.json|?version=7|A config with the name 'integrated.json' and the version '7' could not be found.",
			"integrated.json|?version=x|A config with the name 'integrated.json' and the version 'x' could not be found." })
	void answers400ForWhatIsUnknown(String name, String rest, String message) {
		String path = (rest == null) ? "" : rest.startsWith("?") ? rest : "/" + rest;
		assertThat(this.mvc.get().uri("/configs/{name}" + path, name)).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"message\":\"" + message + "\",\"workflow\":{}}");
	}

	@Test
	void answersWithAProblemWhereTheCallerReadsProblems() {
		assertThat(this.mvc.get().uri("/configs/nope").accept(MediaType.APPLICATION_PROBLEM_JSON))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.contains("\"detail\":\"A config with the name 'nope' could not be found.\"");
	}

	@Test
	void tellsTheHistoryOfAConfig() {
		String document = "{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\"}]}";
		ConfigName name = new ConfigName("integrated.json");
		this.instance.editor.put(name, JsonFragment.literal(document), true, "ann");
		this.instance.editor.delete(name, "eve");
		assertThat(this.mvc.get().uri("/configs/integrated.json/versions")).hasStatusOk()
			.bodyText()
			.matches("\\{\"name\":\"integrated.json\",\"versions\":\\["
					+ "\\{\"version\":2,\"created_at\":\"20[^\"]+Z\",\"created_by\":\"eve\",\"deleted\":true},"
					+ "\\{\"version\":1,\"created_at\":\"20[^\"]+Z\",\"created_by\":\"ann\",\"deleted\":false},"
					+ "\\{\"version\":0,\"created_at\":null,\"created_by\":\"shipped\",\"deleted\":false}]}");
		assertThat(this.mvc.get().uri("/configs/integrated.json?version=1")).hasStatusOk()
			.hasHeader("Config-Version", "1")
			.bodyText()
			.isEqualTo("{\"message\":\"Config found!\",\"workflow\":" + document + "}");
	}

}

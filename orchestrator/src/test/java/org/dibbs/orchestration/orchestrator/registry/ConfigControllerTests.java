package org.dibbs.orchestration.orchestrator.registry;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigControllerTests {

	private final ConfigRegistry configs = new ShippedConfigs();

	private final MockMvcTester mvc = MockMvcTester.of(new ConfigController(this.configs));

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
		WorkflowConfig config = this.configs.find("test-no-save.json");
		assertThat(config).isNotNull();
		assertThat(this.mvc.get().uri("/configs/test-no-save.json").accept("text/html")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"message\":\"Config found!\",\"workflow\":" + config.document().json() + "}")
			.satisfies((body) -> assertThat(JsonMembers.of(JsonFragment.literal(body))).hasSize(2));
	}

	@Test
	void answers400ForAnUnknownConfig() {
		assertThat(this.mvc.get().uri("/configs/{name}", "no\"pe")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"message\":\"A config with the name 'no\\\"pe' could not be found.\",\"workflow\":{}}");
	}

	@Test
	void answersWithAProblemWhereTheCallerReadsProblems() {
		assertThat(this.mvc.get().uri("/configs/nope").accept(MediaType.APPLICATION_PROBLEM_JSON))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.contains("\"detail\":\"A config with the name 'nope' could not be found.\"");
	}

}

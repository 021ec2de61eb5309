package org.dibbs.orchestration.orchestrator.registry;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkflowConfigParserTests {

	@Test
	void readsAllThatAConfigCanSay() {
		WorkflowConfig config = parse("""
				{"workflow": [{"name": "n", "service": "s", "endpoint": "/e", "params": {"p": [1], "q": null},
				"previous_response_to_param_mapping": {"a": "b"}}], "outputs": ["n"], "default-response": false}""");
		assertThat(config.name()).isEqualTo("c.json");
		assertThat(config.outputs()).containsExactly("n");
		assertThat(config.defaultResponse()).isFalse();
		StepConfig step = config.steps().getFirst();
		assertThat(step.name()).isEqualTo("n");
		assertThat(step.service()).isEqualTo("s");
		assertThat(step.endpoint()).isEqualTo("/e");
		assertThat(step.params()).containsEntry("p", JsonFragment.literal("[1]")).containsEntry("q", JsonFragment.NULL);
		assertThat(step.mapping()).containsEntry("a", "b");
	}

	@Test
	void takesWhatIsAbsentOrNullForNothing() {
		for (String nothing : new String[] { "",
				",\"name\":null,\"params\":null," + "\"previous_response_to_param_mapping\":null" }) {
			WorkflowConfig config = parse("{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\"" + nothing + "}]}");
			assertThat(config.outputs()).isEmpty();
			assertThat(config.defaultResponse()).isTrue();
			assertThat(config.steps()).containsExactly(new StepConfig("s", "s", "/e", Map.of(), Map.of()));
		}
	}

	@Test
	void keepsTheDocumentWithItsUnknownKeys() {
		String document = "{\"workflow\": [{\"name:\": \"x\", \"service\":\"s\", \"endpoint\":\"/e\"}], \"k\":  1.0}";
		WorkflowConfig config = parse(document);
		assertThat(config.document().json()).isEqualTo(document);
		assertThat(config.steps().getFirst().name()).isEqualTo("s");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "[]|the config must be an object",
			"{}|the config: 'workflow' must list at least one step",
			"`{\"workflow\":[]}`|the config: 'workflow' must list at least one step",
			"`{\"workflow\":{\"foo\":[]}}`|the config: 'workflow' must be a list",
			"`{\"workflow\":[S,7]}`|step 2 must be an object",
			"`{\"workflow\":[{\"endpoint\":\"/e\"}]}`|step 1: 'service' is missing",
			"`{\"workflow\":[S,{\"service\":\"s\"}]}`|step 2: 'endpoint' is missing",
			"`{\"workflow\":[{\"service\":5,\"endpoint\":\"/e\"}]}`|step 1: 'service' must hold text",
			"`{\"workflow\":[{\"service\":\"\",\"endpoint\":\"/e\"}]}`|step 1: 'service' must hold text",
			"`{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\",\"params\":[]}]}`|step 1: 'params' must be an object",
			"`{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\",\"previous_response_to_param_mapping\":{\"a\":1}}]}`"
					+ "|step 1: 'previous_response_to_param_mapping' must hold text",
			"`{\"workflow\":[S],\"outputs\":\"a\"}`|the config: 'outputs' must be a list",
			"`{\"workflow\":[S],\"outputs\":[1]}`|the config: 'outputs' must hold text",
			"`{\"workflow\":[S],\"default-response\":\"no\"}`|the config: 'default-response' must be true or false",
			"`{\"workflow\":[S]`|the config is not JSON: Expecting ',' delimiter at character 45" })
	void saysWhichStepIsWrongAndWhy(String document, String message) {
		String whole = document.replace("S", "{\"service\":\"s\",\"endpoint\":\"/e\"}");
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> parse(whole)).withMessage(message);
	}

	private static WorkflowConfig parse(String document) {
		return WorkflowConfigParser.parse("c.json", JsonFragment.literal(document));
	}

}

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
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "[]|value is not a valid dict",
			"{}|workflow: field required", "`{\"workflow\":null}`|workflow: none is not an allowed value",
			"`{\"workflow\":[]}`|workflow: ensure this value has at least 1 items",
			"`{\"workflow\":{\"foo\":[]}}`|workflow: value is not a valid list",
			"`{\"workflow\":[S,7]}`|workflow[1]: value is not a valid dict",
			"`{\"workflow\":[{\"endpoint\":\"/e\"}]}`|workflow[0].service: field required",
			"`{\"workflow\":[S,{\"service\":\"s\"}]}`|workflow[1].endpoint: field required",
			"`{\"workflow\":[{\"service\":5,\"endpoint\":\"/e\"}]}`|workflow[0].service: str type expected",
			"`{\"workflow\":[{\"service\":\"\",\"endpoint\":\"/e\"}]}`|workflow[0].service: ensure this value has at least 1 characters",
			"`{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\",\"params\":[]}]}`|workflow[0].params: value is not a valid dict",
			"`{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"/e\",\"previous_response_to_param_mapping\":{\"a\":1}}]}`"
					+ "|workflow[0].previous_response_to_param_mapping.a: str type expected",
			"`{\"workflow\":[S],\"outputs\":\"a\"}`|outputs: value is not a valid list",
			"`{\"workflow\":[S],\"outputs\":[1]}`|outputs[0]: str type expected",
			"`{\"workflow\":[S],\"default-response\":\"no\"}`|default-response: value could not be parsed to a boolean",
			"`{\"workflow\":[S]`|JSON decode error",
			"`{\"workflow\":[{}],\"outputs\":1}`|workflow[0].service: field required; workflow[0].endpoint: field required; outputs: value is not a valid list" })
	void saysAllThatIsWrongAndWhere(String document, String message) {
		String whole = document.replace("S", "{\"service\":\"s\",\"endpoint\":\"/e\"}");
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> parse(whole)).withMessage(message);
	}

	private static WorkflowConfig parse(String document) {
		return WorkflowConfigParser.parse("c.json", 1, JsonFragment.literal(document));
	}

}

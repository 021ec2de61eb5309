package org.dibbs.orchestration.orchestrator.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.dibbs.orchestration.json.JsonFragment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigSchemaTests {

	private final Schema schema;

	ConfigSchemaTests() throws IOException {
		this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(ConfigSchemaController.SCHEMA.getContentAsString(StandardCharsets.UTF_8));
	}

	@Test
	void isServed() throws IOException {
		assertThat(MockMvcTester.of(new ConfigSchemaController()).get().uri("/configs/schema.json")).hasStatusOk()
			.hasContentType("application/schema+json")
			.bodyText()
			.isEqualTo(ConfigSchemaController.SCHEMA.getContentAsString(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@MethodSource("shipped")
	void takesEveryShippedConfig(String document) {
		assertThat(this.schema.validate(document, InputFormat.JSON)).isEmpty();
	}

	static List<String> shipped() {
		ShippedConfigs shipped = new ShippedConfigs();
		return Stream
			.concat(shipped.defaultNames().stream().map(shipped::findDefault),
					shipped.customNames().stream().map(shipped::findCustom))
			.map((config) -> config.document().json())
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"workflow\":[S]}",
			"{\"workflow\":[S],\"x\":1,\"outputs\":null,\"default-response\":null}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"name\":null,\"params\":null}]}",
			"{\"workflow\":[S,S],\"outputs\":[\"a\"],\"default-response\":false}", "[]", "{}", "{\"workflow\":[]}",
			"{\"workflow\":{}}", "{\"workflow\":null}", "{\"workflow\":[1]}", "{\"workflow\":[{\"service\":\"s\"}]}",
			"{\"workflow\":[{\"service\":\"\",\"endpoint\":\"e\"}]}",
			"{\"workflow\":[{\"service\":null,\"endpoint\":\"e\"}]}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"name\":\"\"}]}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"params\":[]}]}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"previous_response_to_param_mapping\":{\"a\":1}}]}",
			"{\"workflow\":[S],\"outputs\":\"a\"}", "{\"workflow\":[S],\"outputs\":[\"\"]}",
			"{\"workflow\":[S],\"default-response\":1}", "{\"workflow\":[S],\"retry\":null}",
			"{\"workflow\":[S],\"retry\":{\"attempts\":3,\"initial_interval\":\"500ms\",\"multiplier\":1.5,\"max_interval\":\"1h\"}}",
			"{\"workflow\":[S],\"retry\":3}", "{\"workflow\":[S],\"retry\":{\"attempts\":0}}",
			"{\"workflow\":[S],\"retry\":{\"attempts\":\"3\"}}", "{\"workflow\":[S],\"retry\":{\"multiplier\":0.5}}",
			"{\"workflow\":[S],\"retry\":{\"initial_interval\":10}}",
			"{\"workflow\":[S],\"retry\":{\"max_interval\":\"soon\"}}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"once\":true}]}",
			"{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"e\",\"once\":\"yes\"}]}" })
	void agreesWithTheParser(String document) {
		String whole = document.replace("S", "{\"service\":\"s\",\"endpoint\":\"/e\"}");
		assertThat(this.schema.validate(whole, InputFormat.JSON).isEmpty()).isEqualTo(isParsed(whole));
	}

	private static boolean isParsed(String document) {
		try {
			WorkflowConfigParser.parse("c", 1, JsonFragment.literal(document));
			return true;
		}
		catch (InvalidConfigException ex) {
			return false;
		}
	}

}

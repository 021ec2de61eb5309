package org.dibbs.orchestration.gateway.documentation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiDocumentTests {

	private static final String JSON = new String(new ApiDocument().json(), StandardCharsets.UTF_8);

	private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(JSON);

	/** What only OPTIONS meets, which the document describes in words. */
	private static final Set<ProblemKind> IN_WORDS = Set.of(ProblemKind.ORIGIN_REFUSED);

	@Test
	void isValidOpenApi() {
		ParseOptions options = new ParseOptions();
		options.setResolve(true);
		SwaggerParseResult result = new OpenAPIV3Parser().readContents(JSON, null, options);
		assertThat(result.getMessages()).isEmpty();
		assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
		assertThat(result.getOpenAPI().getInfo().getTitle()).isEqualTo("PHDI Orchestration");
	}

	@Test
	void hasTheSchemasThatClientsWereGeneratedFrom() {
		assertThat(DOCUMENT.at("/components/schemas").propertyNames()).contains("OrchestrationRequest",
				"OrchestrationResponse", "ListConfigsResponse", "GetConfigResponse", "PutConfigResponse",
				"ProcessingConfigModel", "WorkflowServiceStepModel", "HTTPValidationError");
		assertThat(DOCUMENT.at("/paths/~1process-zip/post/requestBody/content").propertyNames())
			.containsExactly("multipart/form-data");
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		List<String> references = DOCUMENT.findValuesAsString("$ref");
		assertThat(references).isNotEmpty().allSatisfy((reference) -> {
			assertThat(reference).startsWith("#/");
			assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
		});
	}

	@Test
	void everyComponentIsUsed() {
		Set<String> used = Set.copyOf(DOCUMENT.findValuesAsString("$ref"));
		for (String kind : DOCUMENT.path("components").propertyNames()) {
			if (kind.equals("securitySchemes")) {
				// Named without a reference.
				continue;
			}
			for (String name : DOCUMENT.at("/components/" + kind).propertyNames()) {
				assertThat(used).contains("#/components/" + kind + "/" + name);
			}
		}
	}

	@Test
	void tellsAllKindsOfProblems() {
		Set<String> kinds = Arrays.stream(ProblemKind.values())
			.map((kind) -> "urn:dibbs:problem:" + kind.slug())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(DOCUMENT.at("/components/schemas/ProblemDetails/properties/type/enum").valueStream())
			.extracting(JsonNode::asString)
			.containsExactlyElementsOf(kinds);
	}

	@Test
	void tellsTheStatusOfEveryProblem() {
		Set<String> statuses = operations().flatMap((operation) -> operation.path("responses").propertyNames().stream())
			.collect(Collectors.toSet());
		assertThat(Arrays.stream(ProblemKind.values()).filter((kind) -> !IN_WORDS.contains(kind)))
			.allSatisfy((kind) -> assertThat(statuses).as(kind.slug()).contains(Integer.toString(kind.status())));
	}

	@Test
	void everyOperationHasANameAndWordsOfItsOwn() {
		List<String> names = operations().map((operation) -> operation.path("operationId").asString("")).toList();
		assertThat(names).doesNotContain("").doesNotHaveDuplicates();
		assertThat(operations()).allSatisfy((operation) -> {
			assertThat(operation.path("summary").asString("")).isNotEmpty();
			assertThat(operation.path("description").asString("")).isNotEmpty();
		});
	}

	@Test
	void everyOperationSaysThatItsCallerMayBeRefusedUnlessItIsOpenToAll() {
		assertThat(DOCUMENT.path("security").valueStream().flatMap((way) -> way.propertyNames().stream()))
			.containsExactlyElementsOf(DOCUMENT.at("/components/securitySchemes").propertyNames());
		assertThat(operations()).allSatisfy((operation) -> assertThat(
				operation.path("responses").has("401") && operation.path("responses").has("403"))
			.as(operation.path("operationId").asString())
			.isEqualTo(!operation.has("security")));
		assertThat(operations().filter((operation) -> operation.has("security"))).hasSize(7)
			.allSatisfy((operation) -> assertThat(operation.path("security")).isEmpty());
	}

	@Test
	void everyErrorComesInBothFormsUnlessTheRequestCannotBeRead() {
		assertThat(DOCUMENT.at("/components/responses")
			.propertyStream()
			.filter((response) -> response.getValue().toString().contains("/schemas/Detail\"")))
			.isNotEmpty()
			.allSatisfy((response) -> assertThat(response.getValue().has("content")
					&& response.getValue().path("content").has("application/problem+json"))
				.as(response.getKey())
				.isEqualTo(!Set.of("UriTooLong", "HeadersTooLarge").contains(response.getKey())));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyExampleFitsItsSchema(String where, JsonNode schema, JsonNode example) {
		ObjectNode whole = JsonMapper.shared().createObjectNode();
		whole.set("components", DOCUMENT.path("components"));
		whole.putArray("allOf").add(schema);
		List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(whole.toString())
			.validate(example.toString(), InputFormat.JSON,
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)));
		assertThat(errors).as(where).isEmpty();
	}

	static Stream<Object[]> examples() {
		return DOCUMENT.findParents("examples").stream().flatMap(ApiDocumentTests::examplesOf);
	}

	private static Stream<Object[]> examplesOf(JsonNode owner) {
		JsonNode examples = owner.path("examples");
		boolean ofSchema = examples.isArray();
		JsonNode schema = ofSchema ? owner : owner.path("schema");
		return schema.isMissingNode() ? Stream.empty()
				: values(examples).stream().map((value) -> new Object[] { where(value), schema, value });
	}

	private static Collection<JsonNode> values(JsonNode examples) {
		return examples.isArray() ? examples.values() : examples.valueStream()
			.map((example) -> example.has("$ref")
					? DOCUMENT.at(example.path("$ref").asString().substring(1)).path("value") : example.path("value"))
			.toList();
	}

	private static String where(JsonNode example) {
		String text = example.toString();
		return text.substring(0, Math.min(60, text.length()));
	}

	private static Stream<JsonNode> operations() {
		return DOCUMENT.path("paths")
			.valueStream()
			.flatMap(JsonNode::propertyStream)
			.filter((member) -> Set.of("get", "put", "post", "delete").contains(member.getKey()))
			.map(Map.Entry::getValue);
	}

}

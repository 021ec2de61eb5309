package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/telemetry.md has all that the stack tells, and the stack tells all that is there.
 */
interface ExpositionClaims {

	Path DOCUMENT = Path.of("../../docs/telemetry.md");

	/** What has no bound: ids, addresses with a query, large numbers. */
	Pattern UNBOUNDED = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{16}|[?&=]|\\d{7}");

	int MOST_VALUES = 60;

	WatchedStack watched();

	@Test
	default void everyInstrumentOfTheDocumentIsToldAsItSays() throws IOException {
		Exposition told = watched().exposition();
		assertThat(document().instruments()).hasSizeGreaterThan(30).allSatisfy((instrument) -> {
			assertThat(told.types()).as(instrument.name()).containsEntry(instrument.prometheus(), instrument.type());
			assertThat(told.own(instrument.prometheus()).keySet()).as(instrument.name()).isEqualTo(instrument.labels());
		});
	}

	@Test
	default void everythingThatIsToldIsInTheDocument() throws IOException {
		TelemetryDocument document = document();
		assertThat(watched().exposition().types().keySet()).isNotEmpty()
			.allMatch(document::knows, "is in docs/telemetry.md");
	}

	@Test
	default void theMetricsOfOthersHaveTheLabelsThatTheDocumentNames() throws IOException {
		Exposition told = watched().exposition();
		assertThat(document().labelsOfOthers()).hasSizeGreaterThan(5)
			.allSatisfy((metrics,
					labels) -> assertThat(metrics.stream().flatMap((metric) -> told.own(metric).keySet().stream()))
						.as("%s", metrics)
						.containsAll(labels));
	}

	@Test
	default void nothingIsToldTwice() {
		List<String> stems = watched().exposition()
			.types()
			.keySet()
			.stream()
			.map((name) -> name.replaceAll("_(total|seconds|milliseconds|bytes|ratio|count|sum)(?=_|$)", ""))
			.toList();
		assertThat(stems).doesNotHaveDuplicates();
	}

	@Test
	default void everyLabelHasTheValuesThatTheDocumentSays() throws IOException {
		TelemetryDocument document = document();
		Exposition told = watched().exposition();
		assertThat(document.instruments())
			.allSatisfy((instrument) -> assertThat(told.own(instrument.prometheus())).allSatisfy((label, values) -> {
				Set<String> known = known(label);
				assertThat(values).as("%s of %s", label, instrument.name())
					.isSubsetOf(known.isEmpty() ? document.values(instrument, label) : known);
			}));
	}

	/** Of labels whose values the document has in words. */
	private Set<String> known(String label) {
		return switch (label) {
			case "status_code" -> Set.of("200", "400", "413", "418", "422", "429", "500", "502", "503", "504");
			case "level" -> Set.of("error", "warn", "info", "debug", "trace");
			case "memory_type" -> Set.of("direct", "heap");
			case "config" -> configs();
			case "service" ->
				blocks().stream().flatMap((block) -> strings(block.path("keys"))).collect(Collectors.toSet());
			case "endpoint" -> blocks().stream()
				.flatMap((block) -> strings(block.path("endpoints")))
				.map((endpoint) -> endpoint.substring(endpoint.lastIndexOf('/') + 1))
				.collect(Collectors.toSet());
			default -> Set.of();
		};
	}

	private Set<String> configs() {
		JsonNode configs = get("/configs");
		Set<String> names = new HashSet<>(Set.of("unknown"));
		strings(configs.path("default_configs")).forEach(names::add);
		strings(configs.path("custom_configs")).forEach(names::add);
		return names;
	}

	private List<JsonNode> blocks() {
		return List.copyOf(get("/building-blocks").path("building_blocks").values());
	}

	private static Stream<String> strings(JsonNode array) {
		return array.valueStream().map(JsonNode::asString);
	}

	private JsonNode get(String path) {
		return JsonMapper.shared().readTree(watched().stack().get(watched().stack().gateway(1, path)).body());
	}

	@Test
	default void noLabelHasValuesWithoutBound() {
		Exposition told = watched().exposition();
		assertThat(told.types().keySet()).isNotEmpty()
			.allSatisfy((metric) -> assertThat(told.own(metric)).as(metric)
				.allSatisfy((label, values) -> assertThat(values).as(label)
					.hasSizeLessThan(MOST_VALUES)
					.noneMatch((value) -> UNBOUNDED.matcher(value).find())));
	}

	@Test
	default void everyProcessHasANameThatTellsWhichItIs() {
		Set<String> names = watched().exposition().labels().getOrDefault("jvm_thread_count", Map.of()).get("instance");
		assertThat(names).contains("gateway", "gateway-2", "orchestrator")
			.isSubsetOf("gateway", "gateway-2", "orchestrator", "orchestrator-2");
	}

	private static TelemetryDocument document() throws IOException {
		return new TelemetryDocument(Files.readString(DOCUMENT));
	}

}

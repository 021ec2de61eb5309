package org.dibbs.orchestration.local.watched;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Prometheus of a stack, asked as Grafana asks it.
 */
final class Prometheus {

	private final HttpClient http = HttpClient.newHttpClient();

	private final String address;

	Prometheus(String address) {
		this.address = address;
	}

	/**
	 * What an expression is now.
	 */
	List<Series> query(String expression) {
		return series(ask("query", Map.of("query", expression)));
	}

	/**
	 * What an expression was at a moment.
	 */
	List<Series> query(String expression, Instant time) {
		return series(ask("query", Map.of("query", expression, "time", text(time))));
	}

	/**
	 * What an expression was over time.
	 */
	List<Series> query(String expression, Instant from, Instant to, Duration step) {
		return series(ask("query_range", Map.of("query", expression, "start", text(from), "end", text(to), "step",
				Long.toString(step.toSeconds()))));
	}

	/**
	 * The single requests that Prometheus remembers of what an expression reads.
	 */
	List<Exemplar> exemplars(String expression, Instant from, Instant to) {
		return ask("query_exemplars", Map.of("query", expression, "start", text(from), "end", text(to))).valueStream()
			.flatMap((series) -> series.path("exemplars")
				.valueStream()
				.map((exemplar) -> new Exemplar(Series.labels(series.path("seriesLabels")),
						exemplar.at("/labels/trace_id").asString(),
						Double.parseDouble(exemplar.path("value").asString()))))
			.toList();
	}

	/**
	 * The names of everything there is.
	 */
	Set<String> names() {
		return ask("label/__name__/values", Map.of()).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
	}

	/**
	 * Every rule, with how it goes.
	 */
	List<JsonNode> rules() {
		return ask("rules", Map.of()).path("groups")
			.valueStream()
			.flatMap((group) -> group.path("rules").valueStream())
			.toList();
	}

	private static List<Series> series(JsonNode data) {
		JsonNode result = data.path("result");
		return "scalar".equals(data.path("resultType").asString())
				? List.of(new Series(Map.of(), List.of(Series.Point.of(result))))
				: result.valueStream().map(Series::of).toList();
	}

	private JsonNode ask(String what, Map<String, String> parameters) {
		String query = new TreeMap<>(parameters).entrySet()
			.stream()
			.map((one) -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", "?", ""));
		HttpResponse<String> answer = this.http
			.sendAsync(HttpRequest.newBuilder(URI.create(this.address + "/api/v1/" + what + query)).build(),
					HttpResponse.BodyHandlers.ofString())
			.join();
		assertThat(answer.statusCode()).as("%s %s: %s", what, parameters, answer.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(answer.body()).path("data");
	}

	private static String text(Instant time) {
		return Long.toString(time.getEpochSecond());
	}

	/**
	 * One request that a series has counted: a dot in a panel.
	 *
	 * @param labels those of the series
	 * @param trace the id of its trace
	 * @param value how long it took
	 */
	record Exemplar(Map<String, String> labels, String trace, double value) {

	}

}

package org.dibbs.orchestration.local.watched;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * One line of a panel.
 *
 * @param labels what tells it from others
 * @param points its values, in the order of their times
 */
record Series(Map<String, String> labels, List<Point> points) {

	static Series of(JsonNode result) {
		List<JsonNode> values = result.has("values") ? List.copyOf(result.path("values").values())
				: List.of(result.path("value"));
		return new Series(labels(result.path("metric")), values.stream().map(Point::of).toList());
	}

	static Map<String, String> labels(JsonNode metric) {
		return metric.properties()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (label) -> label.getValue().asString()));
	}

	String label(String name) {
		return this.labels.getOrDefault(name, "");
	}

	/** The values that are numbers: a ratio of nothing to nothing is none. */
	List<Double> numbers() {
		return this.points.stream().map(Point::value).filter((value) -> !value.isNaN()).toList();
	}

	double last() {
		return this.points.getLast().value();
	}

	/**
	 * A value at a time.
	 *
	 * @param time seconds since 1970
	 * @param value the value
	 */
	record Point(double time, double value) {

		static Point of(JsonNode pair) {
			String text = pair.path(1).asString();
			double value = switch (text) {
				case "+Inf" -> Double.POSITIVE_INFINITY;
				case "-Inf" -> Double.NEGATIVE_INFINITY;
				default -> Double.parseDouble(text);
			};
			return new Point(pair.path(0).asDouble(), value);
		}

	}

}

package org.dibbs.orchestration.local.picture;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * A panel with what it shows.
 *
 * @param json as the dashboard's file has it
 * @param lines what it shows
 */
public record Panel(JsonNode json, List<Line> lines) {

	String title() {
		return this.json.path("title").asString();
	}

	String type() {
		return this.json.path("type").asString();
	}

	String unit() {
		return this.json.at("/fieldConfig/defaults/unit").asString();
	}

	boolean isStacked() {
		return "normal".equals(this.json.at("/fieldConfig/defaults/custom/stacking/mode").asString());
	}

	/** The unit of a line that has an axis of its own, at the right. */
	Optional<String> unitAtTheRight(Line line) {
		return properties(line).filter((properties) -> properties.toString().contains("custom.axisPlacement"))
			.map((properties) -> properties.valueStream()
				.filter((property) -> "unit".equals(property.path("id").asString()))
				.map((property) -> property.path("value").asString())
				.findFirst()
				.orElse(unit()));
	}

	private Optional<JsonNode> properties(Line line) {
		return this.json.at("/fieldConfig/overrides")
			.valueStream()
			.filter((override) -> line.name().equals(override.at("/matcher/options").asString()))
			.map((override) -> override.path("properties"))
			.findFirst();
	}

	/** The name of the colour that a value has by the thresholds. */
	String colour(double value) {
		String colour = "text";
		for (JsonNode step : this.json.at("/fieldConfig/defaults/thresholds/steps").values()) {
			if (!step.path("value").isNumber() || value >= step.path("value").asDouble()) {
				colour = step.path("color").asString();
			}
		}
		return colour;
	}

	/** What a value is called, where values have names. */
	Optional<JsonNode> mapping(double value) {
		return Optional
			.of(this.json.at("/fieldConfig/defaults/mappings/0/options").path(Long.toString(Math.round(value))))
			.filter(JsonNode::isObject);
	}

	/**
	 * The columns of a table that are labels of its rows.
	 * @return the labels' names
	 */
	public List<String> columns() {
		return this.json.at("/transformations/0/options/renameByName")
			.propertyNames()
			.stream()
			.filter((name) -> !name.equals("Value"))
			.toList();
	}

	/** The heads of a table, by the names that the query gives. */
	String head(String label) {
		return this.json.at("/transformations/0/options/renameByName").path(label).asString(label);
	}

}

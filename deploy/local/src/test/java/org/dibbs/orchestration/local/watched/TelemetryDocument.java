package org.dibbs.orchestration.local.watched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of {@code docs/telemetry.md}.
 */
final class TelemetryDocument {

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	private static final Pattern ROW = Pattern.compile("\\|(.*)\\|");

	private final List<Map<String, String>> rows = new ArrayList<>();

	/**
	 * Reads the document.
	 * @param text what it says
	 */
	TelemetryDocument(String text) {
		List<String> heads = List.of();
		for (String line : text.lines().toList()) {
			if (!ROW.matcher(line).matches()) {
				heads = List.of();
			}
			else if (heads.isEmpty()) {
				heads = cells(line);
			}
			else if (!line.startsWith("|---")) {
				List<String> cells = cells(line);
				Map<String, String> row = new TreeMap<>();
				for (int i = 0; i < cells.size(); i++) {
					row.put(heads.get(i), cells.get(i));
				}
				this.rows.add(row);
			}
		}
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
	}

	/** The tables of what this project itself makes: instruments and meters. */
	List<Instrument> instruments() {
		return this.rows.stream()
			.filter((row) -> row.containsKey("Type"))
			.map((row) -> new Instrument(quoted(row, row.containsKey("Meter") ? "Meter" : "Instrument").getFirst(),
					quoted(row, "Prometheus").getFirst(), row.getOrDefault("Type", ""),
					new TreeSet<>(quoted(row, "Labels"))))
			.toList();
	}

	/**
	 * The labels that somebody else's metrics have, by the names of those metrics.
	 */
	Map<List<String>, List<String>> labelsOfOthers() {
		return this.rows.stream()
			.filter((row) -> row.containsKey("Labels used"))
			.collect(Collectors.toMap((row) -> quoted(row, "Prometheus"),
					(row) -> quotes(row.getOrDefault("Labels used", "").replaceAll("\\([^)]*\\)", ""))
						.map((found) -> found.group(1))
						.toList()));
	}

	/**
	 * Whether a metric is in any of the tables; those that end in {@code *} have many.
	 */
	boolean knows(String metric) {
		return this.rows.stream()
			.flatMap((row) -> quoted(row, "Prometheus").stream())
			.anyMatch((name) -> name.endsWith("*") ? metric.startsWith(name.substring(0, name.length() - 1))
					: name.equals(metric));
	}

	/**
	 * The values that a label of an instrument can have; none where the document has them
	 * in words only.
	 */
	Set<String> values(Instrument instrument, String label) {
		return this.rows.stream()
			.filter((row) -> row.containsKey("Label") && row.containsKey("Values"))
			.filter((row) -> isOf(quoted(row, "Label"), instrument, label))
			.flatMap((row) -> quoted(row, "Values").stream())
			.collect(Collectors.toSet());
	}

	// "`outcome` of `dibbs.step.duration`", "`origin`"
	private static boolean isOf(List<String> names, Instrument instrument, String label) {
		return names.contains(label)
				&& (names.stream().noneMatch((name) -> name.contains(".")) || names.contains(instrument.name()));
	}

	private static List<String> quoted(Map<String, String> row, String head) {
		return quotes(row.getOrDefault(head, "")).map((found) -> found.group(1)).toList();
	}

	private static Stream<MatchResult> quotes(String text) {
		return QUOTED.matcher(text).results();
	}

	/**
	 * A row of the tables of our own instruments.
	 *
	 * @param name as the code has it
	 * @param prometheus as Prometheus has it
	 * @param type {@code counter}, {@code gauge} or {@code histogram}
	 * @param labels its labels
	 */
	record Instrument(String name, String prometheus, String type, Set<String> labels) {

	}

}

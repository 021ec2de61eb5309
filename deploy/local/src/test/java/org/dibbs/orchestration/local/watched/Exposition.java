package org.dibbs.orchestration.local.watched;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Collector shows to Prometheus: for each metric its type, and the values of
 * each label.
 *
 * @param types {@code counter}, {@code gauge} or {@code histogram}, by the metric's name
 * @param labels the values of each label, by the metric's name
 */
record Exposition(Map<String, String> types, Map<String, Map<String, Set<String>>> labels) {

	/** What tells one process from another, and stands at every metric. */
	static final Set<String> OF_EVERY_SENDER = Set.of("job", "instance", "service_name", "service_instance_id",
			"service_version");

	private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

	private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	static Exposition parse(String text) {
		Exposition exposition = new Exposition(new TreeMap<>(), new TreeMap<>());
		text.lines().forEach(exposition::take);
		return exposition;
	}

	private void take(String line) {
		Matcher type = TYPE.matcher(line);
		Matcher sample = SAMPLE.matcher(line);
		if (type.matches()) {
			this.types.put(type.group(1), type.group(2));
		}
		else if (sample.matches()) {
			Map<String, Set<String>> known = this.labels.computeIfAbsent(family(sample.group(1)),
					(name) -> new TreeMap<>());
			LABEL.matcher((sample.group(2) != null) ? sample.group(2) : "")
				.results()
				.filter((label) -> !label.group(1).equals("le"))
				.forEach((label) -> known.computeIfAbsent(label.group(1), (name) -> new TreeSet<>())
					.add(label.group(2)));
		}
	}

	private String family(String sample) {
		String histogram = sample.replaceFirst("_(bucket|sum|count)$", "");
		return "histogram".equals(this.types.get(histogram)) ? histogram : sample;
	}

	/** The labels that are the metric's own, with their values. */
	Map<String, Set<String>> own(String metric) {
		Map<String, Set<String>> own = new TreeMap<>(this.labels.getOrDefault(metric, Map.of()));
		own.keySet().removeAll(OF_EVERY_SENDER);
		return own;
	}

}

package org.dibbs.orchestration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.bench.scenario.Kind;
import org.dibbs.orchestration.bench.scenario.Plan;
import org.dibbs.orchestration.bench.subject.Telemetry;

/**
 * What {@code ./dibbs bench} is told.
 *
 * @param sandbox the program of the sandbox
 * @param kinds what is measured
 * @param telemetry with and without
 * @param plan how much is measured
 * @param report the folder for what is written
 */
record BenchOptions(Path sandbox, List<Kind> kinds, List<Telemetry> telemetry, Plan plan, Path report) {

	private static final Map<String, String> DEFAULTS = Map.ofEntries(Map.entry("--root", ""),
			Map.entry("--sandbox", ""), Map.entry("--kinds", "fhir,ecr,large,async,growth,scale"),
			Map.entry("--callers", "1,16,64,256"), Map.entry("--shares", "25,50,75,90"), Map.entry("--rate", "300"),
			Map.entry("--backlog", "20000"), Map.entry("--telemetry", "both"), Map.entry("--seconds", "20"),
			Map.entry("--warm-up", "60"), Map.entry("--latency", "20"), Map.entry("--report", ""));

	// What can be counted shows within seconds.
	private static final Map<String, String> SHORT = Map.of("--kinds", "fhir,async,growth", "--callers", "32",
			"--shares", "", "--rate", "50", "--backlog", "300", "--telemetry", "off", "--seconds", "3", "--warm-up",
			"4");

	private static final String KNOWN = "--short, --kinds fhir,ecr,large,async,growth,scale, --callers 1,16,64,256, "
			+ "--shares 25,50,75,90, --rate 300, --backlog 20000, --telemetry on|off|both, --seconds N, "
			+ "--warm-up SECONDS, --latency MILLISECONDS, --report FOLDER";

	private static final int MOST_CALLERS = 4096;

	private static final int MOST_PERCENT = 100;

	private static final int MOST = 999_999;

	/**
	 * Reads the arguments.
	 * @param arguments names and values; those that come later count
	 * @return the options
	 * @throws IllegalArgumentException with one clear line where one cannot be used
	 */
	static BenchOptions from(String... arguments) {
		Map<String, String> values = new HashMap<>(DEFAULTS);
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String name = rest.next();
			if (name.equals("--short")) {
				values.putAll(SHORT);
			}
			else if (DEFAULTS.containsKey(name) && rest.hasNext()) {
				values.put(name, rest.next());
			}
			else {
				throw new IllegalArgumentException(
						"'" + name + "' is not understood, or has no value; known: " + KNOWN);
			}
		}
		return from(values);
	}

	private static BenchOptions from(Map<String, String> values) {
		Path root = Path.of(value("--root", values));
		String report = value("--report", values);
		Plan plan = new Plan(root, numbers("--callers", values, MOST_CALLERS),
				numbers("--shares", values, MOST_PERCENT), number("--rate", values), number("--backlog", values),
				Duration.ofSeconds(number("--seconds", values)), Duration.ofSeconds(number("--warm-up", values)),
				Duration.ofMillis(number("--latency", values)));
		return new BenchOptions(Path.of(value("--sandbox", values)),
				words("--kinds", values).stream().map((word) -> constant(Kind.values(), "--kinds", word)).toList(),
				value("--telemetry", values).equals("both") ? List.of(Telemetry.ON, Telemetry.OFF)
						: List.of(constant(Telemetry.values(), "--telemetry", value("--telemetry", values))),
				plan,
				(report.isEmpty() ? root.resolve("deploy/bench/target/report") : Path.of(report)).toAbsolutePath());
	}

	private static String value(String name, Map<String, String> values) {
		return values.getOrDefault(name, "");
	}

	private static List<String> words(String name, Map<String, String> values) {
		String value = value(name, values);
		return value.isEmpty() ? List.of() : Arrays.asList(value.split(","));
	}

	private static <E extends Enum<E>> E constant(E[] constants, String name, String word) {
		for (E constant : constants) {
			if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
				return constant;
			}
		}
		throw new IllegalArgumentException(
				name + " does not know '" + word + "'; known: " + Arrays.toString(constants).toLowerCase(Locale.ROOT));
	}

	private static List<Integer> numbers(String name, Map<String, String> values, int most) {
		return words(name, values).stream().map((word) -> number(name, word, most)).toList();
	}

	private static int number(String name, Map<String, String> values) {
		return number(name, value(name, values), MOST);
	}

	private static int number(String name, String text, int most) {
		if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
			throw new IllegalArgumentException(name + " is '" + text + "', expected a whole number from 1 to " + most);
		}
		return Integer.parseInt(text);
	}

}

package org.dibbs.orchestration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code ./dibbs bench} is told.
 *
 * @param root the folder of the repository
 * @param sandbox the program of the sandbox
 * @param kinds what is measured
 * @param callers how many callers there are, one point each
 * @param telemetry with and without
 * @param time how long each point counts
 * @param warmUp how long a kind of message is sent before anything counts
 * @param latency how long each call of a building block takes
 * @param report the folder for what is written
 */
record BenchOptions(Path root, Path sandbox, List<Kind> kinds, List<Integer> callers, List<Telemetry> telemetry,
		Duration time, Duration warmUp, Duration latency, Path report) {

	private static final Set<String> NAMES = Set.of("--root", "--sandbox", "--kinds", "--callers", "--telemetry",
			"--seconds", "--warm-up", "--latency", "--report");

	private static final String KNOWN = "--short, --kinds fhir,ecr, --callers 1,16,64,256, --telemetry on|off|both, "
			+ "--seconds N, --warm-up SECONDS, --latency MILLISECONDS, --report FOLDER";

	private static final int MOST_CALLERS = 4096;

	private static final int MOST = 86_400;

	/**
	 * Reads the arguments.
	 * @param arguments names and values
	 * @return the options
	 * @throws IllegalArgumentException with one clear line where one cannot be used
	 */
	static BenchOptions from(String... arguments) {
		Map<String, String> values = new HashMap<>(
				Map.of("--root", "", "--sandbox", "", "--kinds", "fhir,ecr", "--callers", "1,16,64,256", "--telemetry",
						"both", "--seconds", "20", "--warm-up", "60", "--latency", "20", "--report", ""));
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String name = rest.next();
			if (name.equals("--short")) {
				values.putAll(Map.of("--callers", "16", "--seconds", "5", "--warm-up", "5", "--telemetry", "off"));
			}
			else if (NAMES.contains(name) && rest.hasNext()) {
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
		return new BenchOptions(root, Path.of(value("--sandbox", values)),
				words("--kinds", values).stream().map((word) -> constant(Kind.class, "--kinds", word)).toList(),
				words("--callers", values).stream().map((word) -> number("--callers", word, MOST_CALLERS)).toList(),
				value("--telemetry", values).equals("both") ? List.of(Telemetry.ON, Telemetry.OFF)
						: List.of(constant(Telemetry.class, "--telemetry", value("--telemetry", values))),
				Duration.ofSeconds(number("--seconds", value("--seconds", values), MOST)),
				Duration.ofSeconds(number("--warm-up", value("--warm-up", values), MOST)),
				Duration.ofMillis(number("--latency", value("--latency", values), MOST)),
				report.isEmpty() ? root.resolve("deploy/bench/target/report") : Path.of(report));
	}

	private static String value(String name, Map<String, String> values) {
		return values.getOrDefault(name, "");
	}

	private static List<String> words(String name, Map<String, String> values) {
		return Arrays.asList(value(name, values).split(","));
	}

	private static <E extends Enum<E>> E constant(Class<E> type, String name, String word) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
				return constant;
			}
		}
		throw new IllegalArgumentException(name + " does not know '" + word + "'; known: "
				+ Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
	}

	private static int number(String name, String text, int most) {
		if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
			throw new IllegalArgumentException(name + " is '" + text + "', expected whole numbers from 1 to " + most);
		}
		return Integer.parseInt(text);
	}

	/** What is measured. */
	enum Kind {

		/** A FHIR bundle of 11 KB, four calls. */
		FHIR,

		/** A case report of 43 KB, eight calls. */
		ECR

	}

	/** Whether the stack tells what it does. */
	enum Telemetry {

		/** Every span of all applications goes to a Collector. */
		ON,

		/** The agent does nothing. */
		OFF

	}

}

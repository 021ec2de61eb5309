package org.dibbs.orchestration.local.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code ./dibbs chaos} is told.
 *
 * @param root the folder of the repository
 * @param submissions how many there are to be at least
 * @param time how long load and faults last at least
 * @param seed what the choice of messages and faults depends on
 * @param gateways how many gateways
 * @param workers how many workers
 * @param keep whether the stack's folder stays where all went well, too
 * @param embedded whether the workers' database is the embedded one in any case
 * @param report where a report for programs is written, or null
 */
record ChaosOptions(Path root, int submissions, Duration time, long seed, int gateways, int workers, boolean keep,
		boolean embedded, @Nullable Path report) {

	private static final int MOST_INSTANCES = 20;

	private static final int MOST = 1_000_000;

	/**
	 * Reads the arguments.
	 * @param arguments names and values
	 * @return the options
	 * @throws IllegalArgumentException with one clear line where one cannot be used
	 */
	static ChaosOptions from(String... arguments) {
		ChaosOptions options = new ChaosOptions(Path.of(""), 2000, Duration.ofSeconds(180), System.nanoTime() % MOST, 2,
				3, false, false, null);
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			options = options.with(rest.next(), rest);
		}
		return options;
	}

	private ChaosOptions with(String name, Iterator<String> rest) {
		return switch (name) {
			case "--root" -> new ChaosOptions(Path.of(value(name, rest)), this.submissions, this.time, this.seed,
					this.gateways, this.workers, this.keep, this.embedded, this.report);
			case "--submissions" -> new ChaosOptions(this.root, number(name, rest, MOST), this.time, this.seed,
					this.gateways, this.workers, this.keep, this.embedded, this.report);
			case "--seconds" ->
				new ChaosOptions(this.root, this.submissions, Duration.ofSeconds(number(name, rest, MOST)), this.seed,
						this.gateways, this.workers, this.keep, this.embedded, this.report);
			case "--seed" -> new ChaosOptions(this.root, this.submissions, this.time, number(name, rest, MOST),
					this.gateways, this.workers, this.keep, this.embedded, this.report);
			case "--gateways" -> new ChaosOptions(this.root, this.submissions, this.time, this.seed,
					number(name, rest, MOST_INSTANCES), this.workers, this.keep, this.embedded, this.report);
			case "--workers" -> new ChaosOptions(this.root, this.submissions, this.time, this.seed, this.gateways,
					number(name, rest, MOST_INSTANCES), this.keep, this.embedded, this.report);
			case "--keep" -> new ChaosOptions(this.root, this.submissions, this.time, this.seed, this.gateways,
					this.workers, true, this.embedded, this.report);
			case "--embedded" -> new ChaosOptions(this.root, this.submissions, this.time, this.seed, this.gateways,
					this.workers, this.keep, true, this.report);
			case "--report" -> new ChaosOptions(this.root, this.submissions, this.time, this.seed, this.gateways,
					this.workers, this.keep, this.embedded, Path.of(value(name, rest)));
			default -> throw new IllegalArgumentException("'" + name + "' is not understood; known: --submissions N, "
					+ "--seconds S, --seed X, --gateways N, --workers N, --keep, --embedded, --report FILE");
		};
	}

	private static String value(String name, Iterator<String> rest) {
		if (!rest.hasNext()) {
			throw new IllegalArgumentException(name + " needs a value");
		}
		return rest.next();
	}

	private static int number(String name, Iterator<String> rest, int most) {
		String text = value(name, rest);
		if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
			throw new IllegalArgumentException(name + " is '" + text + "', expected a whole number from 1 to " + most);
		}
		return Integer.parseInt(text);
	}

}

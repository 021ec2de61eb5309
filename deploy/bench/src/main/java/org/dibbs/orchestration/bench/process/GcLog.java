package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a JVM writes with {@code -Xlog:gc}, which costs it nothing that could be
 * measured.
 */
public final class GcLog {

	private static final Pattern COLLECTION = Pattern
		.compile("GC\\(\\d+\\) Pause (.*) (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

	private GcLog() {
	}

	/**
	 * The collections so far.
	 * @param log the file
	 * @return them in their order; none where there is no such file yet
	 * @throws IOException if it cannot be read
	 */
	public static List<Collection> read(Path log) throws IOException {
		List<Collection> collections = new ArrayList<>();
		for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
			Matcher found = COLLECTION.matcher(line);
			if (found.find()) {
				collections.add(new Collection(found.group(1).startsWith("Full"), Integer.parseInt(found.group(3)),
						Duration.ofNanos(Math.round(Double.parseDouble(found.group(4)) * 1e6))));
			}
		}
		return collections;
	}

	/**
	 * One collection.
	 *
	 * @param full whether all of the heap was collected
	 * @param after how many megabytes were in use afterwards
	 * @param pause how long the program stood still
	 */
	public record Collection(boolean full, int after, Duration pause) {

	}

}

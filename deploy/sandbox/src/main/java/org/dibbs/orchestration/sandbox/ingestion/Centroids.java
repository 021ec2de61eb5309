package org.dibbs.orchestration.sandbox.ingestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rough middles of a few postal codes and of all states, from {@code centroids.csv}. Not
 * geocoding: it only makes coordinates that lie in the right state.
 */
final class Centroids {

	private static final String RESOURCE = "centroids.csv";

	private static final int ZIP_LENGTH = 5;

	private final Map<String, Point> points = new HashMap<>();

	Centroids() {
		InputStream in = Centroids.class.getResourceAsStream(RESOURCE);
		if (in == null) {
			throw new IllegalStateException(RESOURCE + " is not in the program");
		}
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			reader.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> add(line.split(",")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(String[] columns) {
		Point point = new Point(new BigDecimal(columns[2]), new BigDecimal(columns[3]));
		this.points.put(columns[0], point);
		this.points.put(columns[1].toUpperCase(Locale.ROOT), point);
	}

	/**
	 * Finds the middle of an address's area.
	 * @param postalCode the postal code, looked at first; of ZIP+4 the five digits
	 * @param state the state's name or its two letters
	 * @return the point, or null if neither is in the table
	 */
	@Nullable Point find(String postalCode, String state) {
		String zip = postalCode.strip();
		Point point = this.points.get((zip.length() > ZIP_LENGTH) ? zip.substring(0, ZIP_LENGTH) : zip);
		return (point != null) ? point : this.points.get(state.strip().toUpperCase(Locale.ROOT));
	}

	/**
	 * A point of the table.
	 *
	 * @param latitude degrees north, -90 to 90
	 * @param longitude degrees east, -180 to 180
	 */
	record Point(BigDecimal latitude, BigDecimal longitude) {

	}

}

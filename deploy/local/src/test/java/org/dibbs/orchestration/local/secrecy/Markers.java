package org.dibbs.orchestration.local.secrecy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand nowhere else, one for each place they are planted in, so that what is
 * found tells where it came from. A word survives being changed to capitals and loses
 * nothing where digits are taken away, as building blocks do to names.
 */
final class Markers {

	private static final String STEM = "qzvxj";

	private static final Pattern WORD = Pattern.compile(STEM + "[a-p]+z", Pattern.CASE_INSENSITIVE);

	// A day a hundred years ago, as HL7 and as FHIR have it, perhaps with a time of day.
	private static final Pattern DAY = Pattern
		.compile("(?<![\\d.])(190\\d|191\\d)-?(\\d\\d)-?(\\d\\d)" + "(?=[T ]|0415|[^\\d.]|$)");

	private static final Pattern PHONE = Pattern.compile("(?<!\\d)1?987\\D{0,2}000\\D?(\\d{4})(?!\\d)");

	private static final LocalDate FIRST = LocalDate.of(1901, 1, 1);

	private final Map<String, String> planted = new LinkedHashMap<>();

	/**
	 * A word of letters.
	 * @param where what it is planted in
	 * @return the word
	 */
	synchronized String word(String where) {
		StringBuilder letters = new StringBuilder();
		for (char digit : Integer.toHexString(this.planted.size() + 256).toCharArray()) {
			letters.append((char) ('a' + Character.digit(digit, 16)));
		}
		return plant(STEM + letters + "z", where);
	}

	/**
	 * A day, in the format {@code yyyy-MM-dd}.
	 * @param where what it is planted in
	 * @return the day
	 */
	synchronized String day(String where) {
		LocalDate day = FIRST.plusDays(this.planted.size());
		plant(day.format(DateTimeFormatter.BASIC_ISO_DATE), where);
		return day.toString();
	}

	/**
	 * The last seven digits of a phone number, whose first three are 987.
	 * @param where what it is planted in
	 * @return seven digits
	 */
	synchronized String phone(String where) {
		String number = "000%04d".formatted(this.planted.size());
		plant("987" + number, where);
		return number;
	}

	private String plant(String marker, String where) {
		this.planted.put(marker, where);
		return marker;
	}

	/**
	 * How many were planted.
	 * @return the number
	 */
	synchronized int count() {
		return this.planted.size();
	}

	/**
	 * Looks for all of them.
	 * @param text where they should not be
	 * @return what those that are there were planted in, and the words around them
	 */
	synchronized Set<String> in(String text) {
		Set<String> found = new TreeSet<>();
		Matcher word = WORD.matcher(text);
		while (word.find()) {
			add(found, word.group().toLowerCase(Locale.ROOT));
		}
		Matcher day = DAY.matcher(text);
		while (day.find()) {
			add(found, day.group(1) + day.group(2) + day.group(3));
		}
		Matcher phone = PHONE.matcher(text);
		while (phone.find()) {
			add(found, "987000" + phone.group(1));
		}
		return found;
	}

	private void add(Set<String> found, String marker) {
		String where = this.planted.get(marker);
		if (where != null) {
			found.add(where);
		}
	}

}

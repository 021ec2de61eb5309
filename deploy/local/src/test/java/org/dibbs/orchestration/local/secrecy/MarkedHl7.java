package org.dibbs.orchestration.local.secrecy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.dibbs.orchestration.local.Stack;

/**
 * An HL7 v2 sample with a marker in every component that does not say what kind of thing
 * a field is, in the empty fields of the person, and in two segments more.
 */
final class MarkedHl7 {

	// What kind of message, and what kind of value: without them nothing can be read.
	private static final Set<String> KEPT = Set.of("MSH-8", "MSH-10", "MSH-11", "OBX-2", "MSH-1");

	private static final Set<String> FILLED = Set.of("PID", "NK1");

	private static final Pattern COMPONENT = Pattern.compile("[^^&]+");

	private final Markers markers;

	private final String name;

	private MarkedHl7(Markers markers, String name) {
		this.markers = markers;
		this.name = name;
	}

	/**
	 * A marked message.
	 * @param markers the markers
	 * @param sample the sample's file name
	 * @return the message, its segments ending with line feeds
	 */
	static String message(Markers markers, String sample) {
		MarkedHl7 marking = new MarkedHl7(markers, sample);
		StringBuilder message = new StringBuilder();
		Stack.sample(sample)
			.strip()
			.lines()
			.forEach((segment) -> message.append(marking.segment(segment)).append('\n'));
		message.append("NTE|1|L|").append(markers.word(sample + " NTE-3")).append('\n');
		return message.append("ZPD|").append(markers.word(sample + " ZPD-1")).append('\n').toString();
	}

	private String segment(String segment) {
		List<String> fields = new ArrayList<>(List.of(segment.split("\\|", -1)));
		for (int i = 1; i < fields.size(); i++) {
			String place = fields.getFirst() + "-" + i;
			if (!KEPT.contains(place)) {
				fields.set(i, field(this.name + " " + place, fields.get(i), FILLED.contains(fields.getFirst())));
			}
		}
		return String.join("|", fields);
	}

	private String field(String place, String field, boolean filled) {
		if (field.isEmpty()) {
			return filled ? this.markers.word(place) : "";
		}
		String phones = Pattern.compile("\\^217\\^\\d{7}")
			.matcher(field)
			.replaceAll((match) -> "^987^" + this.markers.phone(place));
		return COMPONENT.matcher(phones).replaceAll((match) -> component(place, match));
	}

	private String component(String place, MatchResult match) {
		String text = match.group();
		if (text.matches("(19|20)\\d{6}(\\d{4,6}.*)?")) {
			return this.markers.day(place).replace("-", "") + ((text.length() > 8) ? "0415" + text.substring(12) : "");
		}
		boolean number = text.matches("[\\d.]{1,3}|987|000\\d{4}");
		return (number || text.startsWith("2.16.")) ? text : this.markers.word(place);
	}

}

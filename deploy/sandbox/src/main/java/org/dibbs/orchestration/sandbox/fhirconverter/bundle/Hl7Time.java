package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as HL7 v2 and CDA write them, {@code YYYY[MM[DD[hhmm[ss[.f]]]]][+hhmm]}.
 */
public final class Hl7Time {

	private static final Pattern FORM = Pattern.compile(
			"(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})?(\\d{2})?(?:\\.\\d*)?)?)?)?(?:([+-]\\d{2})(\\d{2}))?");

	private Hl7Time() {
	}

	/**
	 * Reads a point in time.
	 * @param text the time as HL7 writes it
	 * @return it as FHIR has it, as exact as it is given; without a zone the time of day
	 * is taken as UTC; null if it cannot be read
	 */
	public static @Nullable DateTimeType dateTime(String text) {
		Matcher parts = FORM.matcher(text.strip());
		if (!parts.matches()) {
			return null;
		}
		String value = day(parts);
		if (parts.group(4) != null) {
			value += "T" + parts.group(4) + ":" + orZero(parts.group(5)) + ":" + orZero(parts.group(6));
			value += (parts.group(7) != null) ? parts.group(7) + ":" + parts.group(8) : "Z";
		}
		try {
			return new DateTimeType(value);
		}
		catch (RuntimeException ex) {
			// Digits in the right places, yet no such day or hour.
			return null;
		}
	}

	/**
	 * Reads a day.
	 * @param text the time as HL7 writes it
	 * @return its day, as exact as it is given, or null if it cannot be read
	 */
	public static @Nullable DateType date(String text) {
		Matcher parts = FORM.matcher(text.strip());
		try {
			return parts.matches() ? new DateType(day(parts)) : null;
		}
		catch (RuntimeException ex) {
			// Digits in the right places, yet no such day.
			return null;
		}
	}

	private static String day(Matcher parts) {
		String month = (parts.group(2) != null) ? "-" + parts.group(2) : "";
		return parts.group(1) + month + ((parts.group(3) != null) ? "-" + parts.group(3) : "");
	}

	private static String orZero(@Nullable String part) {
		return (part != null) ? part : "00";
	}

}

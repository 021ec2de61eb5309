package org.dibbs.orchestration.sandbox.ingestion;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A date format as Python's strptime reads it, with the directives dates are made of:
 * {@code %Y %y %m %d %b %B %j %%}.
 */
final class StrptimeFormat {

	private static final int PIVOT_YEAR = 1969;

	private final @Nullable DateTimeFormatter formatter;

	private StrptimeFormat(@Nullable DateTimeFormatter formatter) {
		this.formatter = formatter;
	}

	/**
	 * Reads a format.
	 * @param pattern the format; one with an unknown directive, such as the
	 * {@code Y%-m%-d%} that callers send by default, matches no date
	 * @return the format
	 */
	static StrptimeFormat of(String pattern) {
		DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
		for (int i = 0; i < pattern.length(); i++) {
			char sign = pattern.charAt(i);
			if (sign != '%') {
				builder.appendLiteral(sign);
			}
			else if (++i == pattern.length() || !append(builder, pattern.charAt(i))) {
				return new StrptimeFormat(null);
			}
		}
		return new StrptimeFormat(builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
	}

	private static boolean append(DateTimeFormatterBuilder builder, char directive) {
		switch (directive) {
			case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
			case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, PIVOT_YEAR);
			case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE);
			case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE);
			case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 1, 3, SignStyle.NOT_NEGATIVE);
			case 'b' -> builder.appendPattern("MMM");
			case 'B' -> builder.appendPattern("MMMM");
			case '%' -> builder.appendLiteral('%');
			default -> {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reads a date.
	 * @param text the date
	 * @return the date, or null if it is not in this format
	 */
	@Nullable LocalDate parse(String text) {
		try {
			return (this.formatter != null) ? LocalDate.parse(text.strip(), this.formatter) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}

package org.dibbs.orchestration.local.picture;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How the values of a panel are written, by their unit and by how large they become.
 *
 * @param factor what a value is multiplied with
 * @param pattern how the product is written
 */
record Scale(double factor, String pattern) {

	private static final double KIB = 1024;

	private static final double MINUTE = 60;

	private static final double SMALL = 0.1;

	static Scale of(String unit, double most) {
		return switch (unit) {
			case "s" -> seconds(most);
			case "bytes" -> bytes(most, "");
			case "Bps" -> bytes(most, "/s");
			case "percentunit" -> new Scale(100, "0.##'%'");
			case "reqps", "cps" -> new Scale(1, (most < SMALL) ? "0.####'/s'" : "0.##'/s'");
			default -> new Scale(1, "#,##0.##");
		};
	}

	private static Scale seconds(double most) {
		if (most < 1) {
			return new Scale(1000, "0.#' ms'");
		}
		return (most < 10 * MINUTE) ? new Scale(1, "0.##' s'") : new Scale(1 / MINUTE, "0.#' min'");
	}

	private static Scale bytes(double most, String per) {
		if (most < KIB) {
			return new Scale(1, "0' B" + per + "'");
		}
		return (most < KIB * KIB) ? new Scale(1 / KIB, "0.#' KiB" + per + "'")
				: new Scale(1 / KIB / KIB, "0.#' MiB" + per + "'");
	}

	double scaled(double value) {
		return value * this.factor;
	}

	String text(double value) {
		return Double.isNaN(value) ? "-"
				: new DecimalFormat(this.pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(scaled(value));
	}

}

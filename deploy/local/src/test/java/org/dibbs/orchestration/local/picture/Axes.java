package org.dibbs.orchestration.local.picture;

import java.time.Instant;
import java.util.List;

import org.dibbs.orchestration.local.picture.Svg.Style;

/**
 * Where moments and values are within a plot, and what stands at its sides.
 *
 * @param plot the place between the axes
 * @param times the moments, in their order
 */
record Axes(Box plot, List<Double> times) {

	private static final int TIME_LABEL = 100;

	private static final int VALUE_LABEL = 34;

	double x(int moment) {
		return this.plot.x() + this.plot.width() * moment / Math.max(1, this.times.size() - 1);
	}

	double y(double value, double top) {
		return this.plot.bottom() - this.plot.height() * Math.min(1, value / top);
	}

	/** The least round number that is not less. */
	static double top(double most) {
		if (!(most > 0)) {
			return 1;
		}
		double power = Math.pow(10, Math.floor(Math.log10(most)));
		for (double step : new double[] { 1, 1.5, 2, 3, 4, 5, 6, 8 }) {
			if (step * power >= most) {
				return step * power;
			}
		}
		return 10 * power;
	}

	void drawTimes(Svg svg) {
		int labels = Math.max(2, (int) (this.plot.width() / TIME_LABEL));
		for (int i = 0; i < labels; i++) {
			int moment = i * (this.times.size() - 1) / labels;
			String time = Instant.ofEpochSecond(Math.round(this.times.get(moment))).toString().substring(11, 19);
			svg.text(time, x(moment), this.plot.bottom() + 13, Style.SMALL.faint());
		}
	}

	void drawValues(Svg svg, Scale scale, double top, boolean right) {
		int labels = Math.max(2, (int) (this.plot.height() / VALUE_LABEL));
		for (int i = 0; i <= labels; i++) {
			double y = this.plot.bottom() - this.plot.height() * i / labels;
			String text = scale.textOfScaled(top * i / labels);
			if (right) {
				svg.text(text, this.plot.right() + 5, y + 3, Style.SMALL.faint());
			}
			else {
				svg.text(text, this.plot.x() - 5, y + 3, Style.SMALL.faint().at("end"));
				svg.path("M" + Svg.number(this.plot.x()) + " " + Svg.number(y) + "H" + Svg.number(this.plot.right()),
						Svg.RULE, "none");
			}
		}
	}

}

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

	double y(double value, Range range) {
		return this.plot.bottom()
				- this.plot.height() * Math.clamp((value - range.bottom()) / (range.top() - range.bottom()), 0, 1);
	}

	void drawTimes(Svg svg) {
		int labels = Math.max(2, (int) (this.plot.width() / TIME_LABEL));
		for (int i = 0; i < labels; i++) {
			int moment = i * (this.times.size() - 1) / labels;
			String time = Instant.ofEpochSecond(Math.round(this.times.get(moment))).toString().substring(11, 19);
			svg.text(time, x(moment), this.plot.bottom() + 13, Style.SMALL.faint());
		}
	}

	void drawValues(Svg svg, Scale scale, Range range, boolean right) {
		int labels = Math.max(2, (int) (this.plot.height() / VALUE_LABEL));
		for (int i = 0; i <= labels; i++) {
			double y = this.plot.bottom() - this.plot.height() * i / labels;
			String text = scale.text(range.bottom() + (range.top() - range.bottom()) * i / labels);
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

	/**
	 * From where to where an axis goes: from 0, unless there is less, to a round number.
	 *
	 * @param bottom its least value
	 * @param top its greatest one
	 */
	record Range(double bottom, double top) {

		static Range of(double least, double most, Scale scale) {
			double bottom = (least < 0) ? -round(scale.scaled(-least)) / scale.factor() : 0;
			return new Range(bottom, (bottom < 0 && most <= 0) ? 0 : round(scale.scaled(most)) / scale.factor());
		}

		private static double round(double most) {
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

	}

}

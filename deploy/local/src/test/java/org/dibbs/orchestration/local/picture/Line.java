package org.dibbs.orchestration.local.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One line of a panel, or one row of a table.
 *
 * @param name as the legend has it
 * @param cells what a table says of it
 * @param times seconds since 1970, in their order
 * @param values one for each time
 */
public record Line(String name, List<String> cells, List<Double> times, List<Double> values) {

	double last() {
		return numbers().reduce(Double.NaN, (one, other) -> other);
	}

	double max() {
		return numbers().max().orElse(Double.NaN);
	}

	double min() {
		return numbers().min().orElse(Double.NaN);
	}

	boolean isEmpty() {
		return numbers().findAny().isEmpty();
	}

	DoubleStream numbers() {
		return this.values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
	}

	/**
	 * The same line over all of the time: where there is no value it has a gap.
	 */
	Line over(List<Double> all) {
		List<Double> spread = new ArrayList<>();
		for (Double time : all) {
			int index = this.times.indexOf(time);
			spread.add((index >= 0 && Double.isFinite(this.values.get(index))) ? this.values.get(index) : Double.NaN);
		}
		return new Line(this.name, this.cells, all, spread);
	}

	/** The same line on another one, as where a panel stacks them. */
	Line on(Line lower) {
		List<Double> sum = new ArrayList<>();
		for (int i = 0; i < this.values.size(); i++) {
			double below = lower.values.get(i);
			sum.add(this.values.get(i) + (Double.isNaN(below) ? 0 : below));
		}
		return new Line(this.name, this.cells, this.times, sum);
	}

}

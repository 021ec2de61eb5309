package org.dibbs.orchestration.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * All that was measured in one run. For one thread.
 */
public final class Results {

	private final List<Point> points = new ArrayList<>();

	private final List<Conservation> conservations = new ArrayList<>();

	private final List<Growth> growths = new ArrayList<>();

	private final List<Heap> heaps = new ArrayList<>();

	private final List<Scaling> scalings = new ArrayList<>();

	private final Map<String, String> conditions = new TreeMap<>();

	/**
	 * Notes under which conditions all was measured.
	 * @param name such as the number of processors
	 * @param value its value
	 */
	public void condition(String name, String value) {
		this.conditions.put(name, value);
	}

	/**
	 * Adds what was measured.
	 * @param point one measurement
	 */
	public void add(Point point) {
		this.points.add(point);
	}

	/**
	 * Adds what was counted.
	 * @param conservation what became of all messages of a kind
	 */
	public void add(Conservation conservation) {
		this.conservations.add(conservation);
	}

	/**
	 * Adds what was compared.
	 * @param growth how a cost grows
	 */
	public void add(Growth growth) {
		this.growths.add(growth);
	}

	/**
	 * Adds what was looked at.
	 * @param heap the heap of a process
	 */
	public void add(Heap heap) {
		this.heaps.add(heap);
	}

	/**
	 * Adds what was compared.
	 * @param scaling what a second worker brings
	 */
	public void add(Scaling scaling) {
		this.scalings.add(scaling);
	}

	/**
	 * The measurements.
	 * @return them in their order
	 */
	public List<Point> points() {
		return List.copyOf(this.points);
	}

	/**
	 * What became of all messages.
	 * @return an entry for each kind and stack
	 */
	public List<Conservation> conservations() {
		return List.copyOf(this.conservations);
	}

	/**
	 * How costs grow.
	 * @return an entry for each comparison
	 */
	public List<Growth> growths() {
		return List.copyOf(this.growths);
	}

	/**
	 * The heaps while backlogs drained.
	 * @return an entry for each process
	 */
	public List<Heap> heaps() {
		return List.copyOf(this.heaps);
	}

	/**
	 * What second workers bring.
	 * @return an entry for each stack
	 */
	public List<Scaling> scalings() {
		return List.copyOf(this.scalings);
	}

	/**
	 * The conditions.
	 * @return values by their names
	 */
	public Map<String, String> conditions() {
		return Map.copyOf(this.conditions);
	}

	/**
	 * What a measurement is compared with.
	 * @param point the measurement
	 * @return the same of the floor, or null where there is none or it is the floor
	 * itself
	 */
	public @Nullable Point floor(Point point) {
		return this.points.stream()
			.filter((other) -> other != point && other.target().equals(Point.FLOOR) && other.kind().equals(point.kind())
					&& other.pace().equals(point.pace()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The highest rate that callers got from a target.
	 * @param kind the kind of message
	 * @param target the target
	 * @return good answers in a second, 0 where it was not measured
	 */
	public double highestRate(String kind, String target) {
		return this.points.stream()
			.filter((point) -> point.kind().equals(kind) && point.target().equals(target))
			.mapToDouble((point) -> point.load().rate())
			.max()
			.orElse(0);
	}

	/**
	 * Where a target has called other endpoints than the floor, or with other bodies: it
	 * would not be compared with the same work.
	 * @return a line for each, of the calls that were measured
	 */
	public List<String> differences() {
		return this.points.stream().filter((point) -> {
			Point floor = floor(point);
			return floor != null && !floor.calls().bytes().equals(point.calls().bytes());
		}).map((point) -> point.target() + ", " + point.kind() + ", " + point.pace()).toList();
	}

	/**
	 * Whether every request had a good answer, nothing was lost, and all did the same
	 * work.
	 * @return true if all counts are as they have to be
	 */
	public boolean holds() {
		return differences().isEmpty() && this.points.stream().allMatch((point) -> point.load().failed() == 0)
				&& this.conservations.stream().allMatch(Conservation::holds);
	}

}

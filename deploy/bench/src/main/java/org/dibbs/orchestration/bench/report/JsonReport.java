package org.dibbs.orchestration.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

/**
 * What was measured, for programs.
 */
public final class JsonReport {

	private JsonReport() {
	}

	/**
	 * Writes all of it.
	 * @param file where to
	 * @param results what was measured
	 * @throws IOException if it cannot be written
	 */
	public static void write(Path file, Results results) throws IOException {
		JsonObjectBuilder conditions = new JsonObjectBuilder();
		new TreeMap<>(results.conditions()).forEach(conditions::member);
		JsonFragment report = new JsonObjectBuilder().member("holds", flag(results.holds()))
			.member("conditions", conditions.build())
			.member("points", array(results.points().stream().map((point) -> point(results, point)).toList()))
			.member("conservation", array(results.conservations().stream().map(JsonReport::conservation).toList()))
			.member("growth",
					array(results.growths()
						.stream()
						.map((growth) -> new JsonObjectBuilder().member("target", growth.target())
							.member("twice", growth.what())
							.member("times", number(growth.times()))
							.build())
						.toList()))
			.member("scaling",
					array(results.scalings()
						.stream()
						.map((scaling) -> new JsonObjectBuilder().member("target", scaling.target())
							.member("times", number(scaling.times()))
							.build())
						.toList()))
			.member("heaps", array(results.heaps().stream().map(JsonReport::heap).toList()))
			.build();
		Files.writeString(file, report.json() + "\n");
	}

	private static JsonFragment point(Results results, Point point) {
		Point floor = results.floor(point);
		JsonObjectBuilder errors = new JsonObjectBuilder();
		new TreeMap<>(point.load().errors()).forEach((name, count) -> errors.member(name, count.longValue()));
		JsonObjectBuilder json = new JsonObjectBuilder().member("kind", point.kind())
			.member("target", point.target())
			.member("load", point.pace())
			.member("per_second", number(point.load().rate()))
			.member("answered", point.load().answered())
			.member("errors", errors.build());
		json.member("p50_ms", number(point.load().millis(50)))
			.member("p99_ms", number(point.load().millis(99)))
			.member("p999_ms", number(point.load().millis(99.9)))
			.member("max_ms", number(point.load().millis(100)));
		json.member("cpu_ms", number(point.cpu()))
			.member("calls_at_once", point.calls().most())
			.member("bytes_a_call", bytes(point))
			.member("kafka_bytes", number(point.kafkaBytes()))
			.member("spans", number(point.spans()))
			.member("processes", processes(point));
		if (floor != null && point.isAsFastAsCan()) {
			json.member("rate_of_floor", number(point.load().rate() / floor.load().rate()));
		}
		if (floor != null) {
			json.member("cpu_of_floor", number(point.cpu() / floor.cpu()))
				.member("p50_over_floor_ms", number(point.load().millis(50) - floor.load().millis(50)))
				.member("p99_over_floor_ms", number(point.load().millis(99) - floor.load().millis(99)));
		}
		return json.build();
	}

	private static JsonFragment bytes(Point point) {
		JsonObjectBuilder bytes = new JsonObjectBuilder();
		new TreeMap<>(point.calls().bytes()).forEach((path, mean) -> bytes.member(path, mean.longValue()));
		return bytes.build();
	}

	private static JsonFragment processes(Point point) {
		JsonObjectBuilder processes = new JsonObjectBuilder();
		point.usage()
			.forEach((name, usage) -> processes.member(name,
					new JsonObjectBuilder().member("cpu_ms", number(point.cpu(name)))
						.member("resident_bytes", usage.resident())
						.member("collections", usage.collections())
						.member("paused_ms", usage.paused().toMillis())
						.build()));
		return processes.build();
	}

	private static JsonFragment conservation(Conservation counted) {
		return new JsonObjectBuilder().member("kind", counted.kind())
			.member("target", counted.target())
			.member("accepted", counted.accepted())
			.member("succeeded", counted.succeeded())
			.member("failed", counted.failed())
			.member("unfinished", counted.unfinished())
			.member("lost", counted.lost())
			.build();
	}

	private static JsonFragment heap(Heap heap) {
		return new JsonObjectBuilder().member("target", heap.target())
			.member("process", heap.process())
			.member("megabytes",
					array(heap.megabytes().stream().map((used) -> JsonFragment.literal(used.toString())).toList()))
			.build();
	}

	private static JsonFragment array(List<JsonFragment> values) {
		return JsonObjectBuilder.array(values);
	}

	private static JsonFragment number(double value) {
		return JsonFragment.literal(Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null");
	}

	private static JsonFragment flag(boolean value) {
		return JsonFragment.literal(Boolean.toString(value));
	}

}

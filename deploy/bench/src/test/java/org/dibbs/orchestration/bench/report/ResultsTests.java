package org.dibbs.orchestration.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.dibbs.orchestration.bench.load.LoadResult;
import org.dibbs.orchestration.bench.process.Usage;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ResultsTests {

	private static final Map<String, Long> CALLS = Map.of("/a", 10L);

	private final Results results = new Results();

	@TempDir
	Path folder;

	@Test
	void aMeasurementIsComparedWithTheFloorOfTheSameKindAndLoad() {
		Point floor = point(Point.FLOOR, "fhir", "16 callers", CALLS, Map.of());
		this.results.add(point(Point.FLOOR, "ecr", "16 callers", CALLS, Map.of()));
		this.results.add(floor);
		this.results.add(point(Point.FLOOR, "fhir", "64 callers", CALLS, Map.of()));
		assertThat(this.results.floor(point("telemetry on", "fhir", "16 callers", CALLS, Map.of()))).isSameAs(floor);
		assertThat(this.results.floor(point("telemetry on", "async", "300/s", CALLS, Map.of()))).isNull();
		assertThat(this.results.floor(floor)).isNull();
	}

	@Test
	void cpuIsThatOfAllTiersForEachAnswer() {
		Point point = point("telemetry on", "fhir", "16 callers", CALLS, Map.of());
		assertThat(point.cpu("gateway")).isEqualTo(0.5);
		assertThat(point.cpu()).isEqualTo(1.5);
		assertThat(point.load().rate()).isEqualTo(100);
	}

	@Test
	void errorsLossesAndOtherCallsThanTheFloorsDoNotHold() {
		this.results.add(point(Point.FLOOR, "fhir", "16 callers", CALLS, Map.of()));
		this.results.add(new Conservation("fhir", "telemetry on", 5, 5, 0, 0));
		assertThat(this.results.holds()).isTrue();
		assertThat(with(point("telemetry on", "fhir", "16 callers", CALLS, Map.of("status 503", 1L))).holds())
			.isFalse();
		assertThat(with(point("telemetry on", "fhir", "16 callers", Map.of("/a", 11L), Map.of())).differences())
			.containsExactly("telemetry on, fhir, 16 callers");
	}

	@Test
	void aMessageWithoutAnEndIsLost() {
		assertThat(new Conservation("fhir", "telemetry on", 5, 4, 0, 0).lost()).isEqualTo(1);
		assertThat(new Conservation("fhir", "telemetry on", 5, 5, 2, 0).holds()).isFalse();
		assertThat(new Conservation("fhir", "telemetry on", 5, 4, 0, 1).holds()).isFalse();
	}

	@Test
	void programsAndPeopleAreToldTheSame() throws IOException {
		this.results.add(point(Point.FLOOR, "fhir", "16 callers", CALLS, Map.of()));
		this.results.add(new Growth("telemetry on", "bytes", 100, 205));
		Path file = this.folder.resolve("bench.json");
		JsonReport.write(file, this.results);
		JsonFragment told = JsonFragment.of(Files.readString(file).strip().getBytes(UTF_8));
		JsonFragment first = JsonMembers.elements(JsonMembers.member(told, "points")).getFirst();
		assertThat(JsonMembers.member(first, "per_second").json()).isEqualTo("100.000");
		assertThat(JsonMembers.member(first, "p50_ms").json()).startsWith("2.");
		assertThat(JsonMembers.member(told, "holds").json()).isEqualTo("true");
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		Table.print(new PrintStream(printed, true, UTF_8), this.results);
		assertThat(printed.toString(UTF_8)).contains("16 callers", "100.0", "twice the bytes costs 2.05 times");
	}

	@Test
	void plotsHaveALineForEachTarget() throws IOException {
		this.results.add(point(Point.FLOOR, "fhir", "16 callers", CALLS, Map.of()));
		this.results.add(point("telemetry on", "fhir", "16 callers", CALLS, Map.of()));
		Plots.write(this.folder, this.results);
		assertThat(this.folder.resolve("fhir-throughput.svg")).content().contains(">floor<", ">telemetry on<");
		assertThat(this.folder.resolve("fhir-latency.svg")).doesNotExist();
	}

	private Results with(Point point) {
		this.results.add(point);
		return this.results;
	}

	private static Point point(String target, String kind, String pace, Map<String, Long> bytes,
			Map<String, Long> errors) {
		Histogram latencies = new Histogram(3);
		latencies.recordValue(2000);
		LoadResult load = new LoadResult(Duration.ofSeconds(2), 300, 250, 200, latencies, errors);
		Usage usage = new Usage(Duration.ofMillis(100), 1024, 0, Duration.ZERO);
		return new Point(kind, target, pace, load,
				Map.of("gateway", usage, "broker", usage, "orchestrator", usage, "generator", usage),
				new BlockCalls(1, bytes), 0, 0);
	}

}

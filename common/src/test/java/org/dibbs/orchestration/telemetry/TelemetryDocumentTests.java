package org.dibbs.orchestration.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryDocumentTests {

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	private final List<String> lines = read();

	@Test
	void theDocumentHasEveryInstrumentAndNoOther() {
		List<Row> documented = this.lines.stream()
			.map((line) -> line.split("\\s*\\|\\s*"))
			.filter((cells) -> cells.length == 7 && !cells[1].equals("Instrument") && !cells[1].startsWith("---"))
			.map(TelemetryDocumentTests::row)
			.toList();
		List<Row> made = Arrays.stream(Instrument.values())
			.map((instrument) -> new Row(instrument.id(), instrument.prometheusName(),
					instrument.kind().name().toLowerCase(Locale.ROOT), instrument.unit(), instrument.labels(),
					instrument.description()))
			.toList();
		assertThat(documented).containsExactlyInAnyOrderElementsOf(made);
	}

	@Test
	void theDocumentHasEveryMeterOfMicrometerThatIsExportedAndNoOther() {
		List<String> documented = this.lines.stream()
			.dropWhile((line) -> !line.equals("## Micrometer's metrics that are used"))
			.filter((line) -> line.startsWith("| `"))
			.takeWhile((line) -> line.split("\\s*\\|\\s*").length == 6)
			.map((line) -> line.split("\\s*\\|\\s*"))
			.map((cells) -> quoted(cells[1]) + " " + quoted(cells[2]) + " " + cells[3] + " " + quoted(cells[4]))
			.toList();
		assertThat(documented).containsExactlyInAnyOrderElementsOf(Arrays.stream(MicrometerMeter.values())
			.map((meter) -> List.of(meter.id()) + " " + List.of(meter.prometheusName()) + " "
					+ meter.kind().name().toLowerCase(Locale.ROOT) + " "
					+ meter.tags().stream().map((tag) -> tag.replace('.', '_')).toList())
			.toList());
	}

	@Test
	void theDocumentSaysWhichValuesALabelHas() {
		List<String> labels = Arrays.stream(Instrument.values())
			.flatMap((instrument) -> instrument.labels().stream())
			.distinct()
			.toList();
		List<String> rows = this.lines.stream()
			.dropWhile((line) -> !line.equals("### Labels"))
			.takeWhile((line) -> !line.startsWith("## "))
			.toList();
		assertThat(labels).allSatisfy((label) -> assertThat(rows)
			.anyMatch((row) -> row.startsWith("|") && quoted(row.split("\\|")[1]).contains(label)));
	}

	@Test
	void theDocumentHasEverySpan() {
		assertThat(this.lines)
			.anyMatch((line) -> line.startsWith("| `" + SpanNames.WORKFLOW + "` |")
					&& quoted(line).containsAll(List.of(SpanNames.CONFIG, SpanNames.OUTCOME, SpanNames.ATTEMPT)))
			.anyMatch((line) -> line.startsWith("| `" + SpanNames.STEP + "` |")
					&& quoted(line).containsAll(List.of(SpanNames.SERVICE, SpanNames.ENDPOINT)));
	}

	// What the document says beyond the description is advice.
	private static Row row(String[] cells) {
		String name = quoted(cells[1]).getFirst();
		String description = cells[6].replace("`", "");
		return new Row(name, quoted(cells[2]).getFirst(), cells[3], quoted(cells[4]).getFirst(), quoted(cells[5]),
				Arrays.stream(Instrument.values())
					.filter((instrument) -> instrument.id().equals(name)
							&& description.startsWith(instrument.description()))
					.map(Instrument::description)
					.findFirst()
					.orElse(description));
	}

	private static List<String> quoted(String text) {
		return QUOTED.matcher(text).results().map((found) -> found.group(1)).toList();
	}

	private static List<String> read() {
		try {
			return Files.readAllLines(Path.of("..", "docs", "telemetry.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Row(String name, String prometheus, String kind, String unit, List<String> labels,
			String description) {

	}

}

package org.dibbs.orchestration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code ./dibbs bench --short}. What it measures within seconds on a machine that does
 * other things, too, is worth nothing as a time; so only what can be counted is asked
 * for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchIntegrationTests {

	// Cold, with compilers at work and on busy processors, 60 to 100 times were seen.
	// What
	// is done for each message that is to be done once, or a loop that waits, is more.
	private static final double MOST_CPU_OF_FLOOR = 250;

	// Linear is 2; what it is measured with is good to a fifth within so few messages.
	private static final double MOST_GROWTH = 2.6;

	private static final int CALLERS = 32;

	private String said = "";

	private JsonFragment told;

	@BeforeAll
	void measure(@TempDir Path folder) throws IOException, InterruptedException {
		Path root = Path.of(System.getProperty("dibbs.root")).toAbsolutePath().normalize();
		Path output = folder.resolve("output");
		ProcessBuilder bench = new ProcessBuilder(root.resolve("dibbs").toString(), "bench", "--short", "--report",
				folder.toString());
		int status = bench.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
		this.said = Files.readString(output);
		assertThat(status).as(this.said).isZero();
		this.told = JsonFragment.literal(Files.readString(folder.resolve("bench.json")).strip());
	}

	@Test
	void noMessageIsLostOrAnsweredWrongly() {
		assertThat(text(this.told, "holds")).as(this.said).isEqualTo("true");
		assertThat(list("conservation")).hasSize(3)
			.allSatisfy((counted) -> assertThat(number(counted, "accepted")).isPositive());
	}

	@Test
	void theStackMakesTheCallsOfTheFloor() {
		assertThat(point("telemetry off", "fhir").json()).contains("\"bytes_a_call\":{\"/");
		assertThat(text(point("telemetry off", "fhir"), "bytes_a_call"))
			.isEqualTo(text(point("floor", "fhir"), "bytes_a_call"));
	}

	@Test
	void messagesRunSideBySide() {
		assertThat(number(point("floor", "fhir"), "calls_at_once")).isEqualTo(CALLERS);
		assertThat(number(point("telemetry off", "fhir"), "calls_at_once")).isGreaterThan(CALLERS / 2.0);
	}

	@Test
	void aMessageCostsNotManyTimesWhatItCostsTheFloor() {
		assertThat(number(point("telemetry off", "fhir"), "cpu_of_floor")).as(this.said)
			.isBetween(1.0, MOST_CPU_OF_FLOOR);
	}

	@Test
	void twiceAsMuchCostsAboutTwice() {
		assertThat(list("growth")).hasSize(3)
			.allSatisfy((growth) -> assertThat(number(growth, "times")).as(this.said).isBetween(0.5, MOST_GROWTH));
	}

	private List<JsonFragment> list(String name) {
		return JsonMembers.elements(JsonMembers.member(this.told, name));
	}

	private JsonFragment point(String target, String kind) {
		return list("points").stream()
			.filter((point) -> text(point, "target").equals(target) && text(point, "kind").equals(kind))
			.findFirst()
			.orElseThrow(() -> new AssertionError(target + " has no " + kind + "\n" + this.said));
	}

	private static String text(JsonFragment object, String name) {
		return JsonMembers.member(object, name).text();
	}

	private static double number(JsonFragment object, String name) {
		return Double.parseDouble(text(object, name));
	}

}

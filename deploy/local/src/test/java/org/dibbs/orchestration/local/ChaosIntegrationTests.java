package org.dibbs.orchestration.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code ./dibbs chaos} with twelve hundred submissions in seventy seconds.
 */
@BesideOthers
class ChaosIntegrationTests {

	private static final int SUBMISSIONS = 1200;

	@TempDir
	Path folder;

	@Test
	void nothingIsLostAndNothingIsDoneTwiceWhateverDies() throws IOException {
		Path report = this.folder.resolve("report.json");
		try (Script script = new Script()) {
			String said = script.run("chaos", "--submissions", Integer.toString(SUBMISSIONS), "--seconds", "70",
					"--seed", "2711", "--report", report.toString());
			// It would take the jars that these tests run from away from them.
			assertThat(said).doesNotContain("Building:");
			JsonFragment told = JsonFragment.literal(Files.readString(report));
			assertThat(JsonMembers.member(told, "holds").json()).as(said).isEqualTo("true");
			assertThat(Integer.parseInt(JsonMembers.member(told, "submissions").json()))
				.isGreaterThanOrEqualTo(SUBMISSIONS);
		}
	}

}

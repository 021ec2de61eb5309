package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class DashboardSchemaTests {

	private static final int CANNOT_TELL = 75;

	@Test
	void everyPanelFitsTheTypesThatGrafanaItselfHas() throws IOException, InterruptedException {
		Path folder = Path.of("target/dashboards-check");
		Path output = Files.createDirectories(folder).resolve("output.txt");
		Process check = new ProcessBuilder("dashboards-check/check.sh", folder.toString()).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(check.waitFor(4, TimeUnit.MINUTES)).isTrue();
		assumeThat(check.exitValue()).as(Files.readString(output)).isNotEqualTo(CANNOT_TELL);
		assertThat(check.exitValue()).as(Files.readString(output)).isZero();
	}

}

package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.deployment.Dashboard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the dashboards can be drawn anew: {@code deploy/local/pictures.sh} does
 * it by running this.
 */
interface PictureClaims {

	/** Pictures are kept in the repository. */
	int MOST_BYTES = 150_000;

	/** Where they are wanted; null where they are only tried. */
	@Nullable String FOLDER = System.getProperty("dibbs.pictures");

	WatchedStack watched();

	/** When messages ceased. */
	Instant end();

	@TestFactory
	default Stream<DynamicTest> eachDashboardIsDrawnWithAllItsPanels() throws IOException {
		Path folder = Files.createDirectories(Path.of((FOLDER != null) ? FOLDER : "target/pictures"));
		Pictures pictures = new Pictures(watched().prometheus(), watched().begin(), end());
		return Dashboard.all()
			.stream()
			.map((dashboard) -> DynamicTest.dynamicTest(dashboard.uid(), () -> assertDrawn(dashboard,
					Files.writeString(folder.resolve(dashboard.uid() + ".svg"), pictures.draw(dashboard)))));
	}

	private static void assertDrawn(Dashboard dashboard, Path picture) throws IOException {
		String svg = Files.readString(picture);
		assertThat(svg.length()).isLessThan(MOST_BYTES);
		assertThat(svg).doesNotContain("no data");
		assertThat(dashboard.panels())
			.allSatisfy((panel) -> assertThat(svg).contains(">" + panel.path("title").asString() + "<"));
	}

}

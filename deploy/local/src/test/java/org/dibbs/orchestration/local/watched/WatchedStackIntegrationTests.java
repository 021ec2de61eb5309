package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.dibbs.orchestration.local.BesideOthers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Dashboards, alerts and docs/telemetry.md against a real Collector and a real Prometheus
 * that watch a stack under load of all kinds. One stack serves all the claims; what was
 * planted in it stays in what Prometheus knows, so their order does not matter.
 */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedStackIntegrationTests implements DashboardClaims, ExpositionClaims, OperatorClaims, PictureClaims {

	private @Nullable WatchedStack watched;

	private @Nullable Story story;

	private Instant end = Instant.EPOCH;

	@BeforeAll
	void haveAllHappenThatCan(@TempDir Path folder) throws IOException {
		this.watched = new WatchedStack(folder);
		this.story = Story.happened(this.watched);
		if (PictureClaims.FOLDER != null) {
			Story.goOn(this.watched, Duration.ofMinutes(3));
		}
		this.end = Instant.now();
	}

	@AfterAll
	void stop() {
		if (this.watched != null) {
			this.watched.close();
		}
	}

	@Override
	public WatchedStack watched() {
		return requireNonNull(this.watched);
	}

	@Override
	public Story story() {
		return requireNonNull(this.story);
	}

	@Override
	public Instant end() {
		return this.end;
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;

import org.dibbs.orchestration.orchestrator.registry.RetrySettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

	private static final RetryProperties PROPERTIES = new RetryProperties(6, Duration.ofSeconds(10), 4,
			Duration.ofMinutes(45), 0.2);

	private final RetryPolicy policy = new RetryPolicy(PROPERTIES, () -> 0.5);

	@Test
	void spreadsTheAttemptsOverAboutAnHour() {
		Duration whole = Duration.ZERO;
		for (int attempt = 1; attempt < 6; attempt++) {
			whole = whole.plus(this.policy.pauseAfter(attempt, RetrySettings.NONE));
		}
		assertThat(whole).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
		assertThat(this.policy.pauseAfter(6, RetrySettings.NONE)).isNull();
	}

	@Test
	void aConfigMaySayOtherwise() {
		RetrySettings settings = new RetrySettings(3, Duration.ofSeconds(1), 10.0, Duration.ofSeconds(5));
		assertThat(this.policy.pauseAfter(1, settings)).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.policy.pauseAfter(2, settings)).isEqualTo(Duration.ofSeconds(5));
		assertThat(this.policy.pauseAfter(3, settings)).isNull();
	}

	@Test
	void oneAttemptIsNeverFollowedByAnother() {
		assertThat(this.policy.pauseAfter(1, new RetrySettings(1, null, null, null))).isNull();
	}

	@Test
	void makesPausesALittleLongerOrShorter() {
		assertThat(new RetryPolicy(PROPERTIES, () -> 0).pauseAfter(1, RetrySettings.NONE))
			.isEqualTo(Duration.ofSeconds(8));
		assertThat(new RetryPolicy(PROPERTIES, () -> 1).pauseAfter(1, RetrySettings.NONE))
			.isEqualTo(Duration.ofSeconds(12));
	}

}

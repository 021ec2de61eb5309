package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;

/**
 * Settings for tests.
 */
final class TestProperties {

	private TestProperties() {
	}

	static LedgerProperties with(Duration retention, int purgeBatch) {
		return new LedgerProperties(null, 100, Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(200),
				Duration.ofMillis(5), 2, retention, Duration.ofMinutes(1), purgeBatch);
	}

	static LedgerProperties defaults() {
		return with(Duration.ofDays(1), 100);
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.orchestrator.ledger.LedgerFigures.Figures;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerMetricsTests {

	private final RecordedMetrics metrics = new RecordedMetrics();

	private final AtomicBoolean reporter = new AtomicBoolean(true);

	private final AtomicBoolean away = new AtomicBoolean();

	private final AtomicInteger reads = new AtomicInteger();

	@BeforeEach
	void start() {
		new LedgerMetrics(this.metrics.openTelemetry(), () -> {
			this.reads.incrementAndGet();
			if (this.away.get()) {
				throw new LedgerUnavailableException("away", new Exception());
			}
			return new Figures(Map.of("dead", 2L, "waiting", 1L), 3, Duration.ofMillis(1500), Duration.ofDays(1));
		}).start(this.reporter::get);
	}

	@Test
	void reportsWhatIsInTheLedger() {
		assertThat(this.metrics.of(Instrument.SUBMISSIONS)).isEqualTo(Map.of("dead", 2.0, "waiting", 1.0));
		assertThat(this.metrics.of(Instrument.SUBMISSIONS_UNFINISHED)).isEqualTo(Map.of("", 3.0));
		assertThat(this.metrics.of(Instrument.SUBMISSIONS_UNFINISHED_OLDEST_AGE)).isEqualTo(Map.of("", 1.5));
		assertThat(this.metrics.of(Instrument.DEAD_OLDEST_AGE)).isEqualTo(Map.of("", 86400.0));
	}

	@Test
	void onlyOneWorkerAsksAndReports() {
		this.reporter.set(false);
		assertThat(this.metrics.of(Instrument.SUBMISSIONS)).isEmpty();
		assertThat(this.reads).hasValue(0);
	}

	@Test
	void nothingIsReportedWhileTheDatabaseIsAway() {
		this.away.set(true);
		assertThat(this.metrics.of(Instrument.SUBMISSIONS)).isEmpty();
		assertThat(this.metrics.of(Instrument.SUBMISSIONS_UNFINISHED)).isEmpty();
		this.away.set(false);
		assertThat(this.metrics.of(Instrument.SUBMISSIONS)).isNotEmpty();
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.Map;

import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedeliveryMetricsTests {

	private final RecordedMetrics recorded = new RecordedMetrics();

	private final RedeliveryMetrics metrics = new RedeliveryMetrics(this.recorded.openTelemetry());

	@Test
	void whatCannotBeRepeatedIsCountedByWhyFromZeroOn() {
		assertThat(this.recorded.reported(Instrument.DEAD_LETTERS)).hasSize(DeadReason.values().length);
		assertThat(this.recorded.of(Instrument.DEAD_LETTERS)).isEmpty();
		this.metrics.dead(DeadReason.BODY_GONE);
		assertThat(this.recorded.of(Instrument.DEAD_LETTERS)).isEqualTo(Map.of("body-gone", 1.0));
	}

	@Test
	void replaysAreCountedFromZeroOn() {
		assertThat(this.recorded.reported(Instrument.REPLAYS)).containsOnly("");
		this.metrics.replayed(3);
		assertThat(this.recorded.of(Instrument.REPLAYS)).isEqualTo(Map.of("", 3.0));
	}

}

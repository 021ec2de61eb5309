package org.dibbs.orchestration.orchestrator.block;

import java.util.Map;

import org.apache.hc.core5.pool.PoolStats;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockMetricsTests {

	private final RecordedMetrics recorded = new RecordedMetrics();

	private final BlockMetrics metrics = new BlockMetrics(this.recorded.openTelemetry(), BuildingBlock.SHIPPED);

	@Test
	void repeatedCallsAreCountedByServiceFromZeroOn() {
		assertThat(this.recorded.reported(Instrument.CALL_RETRIES)).containsOnly("validation", "fhir_converter",
				"ingestion", "message_parser", "trigger_code_reference", "save_bundle");
		this.metrics.retried("ingestion");
		assertThat(this.recorded.of(Instrument.CALL_RETRIES)).isEqualTo(Map.of("ingestion", 1.0));
	}

	@Test
	void connectionsAreReportedWithThoseWhoWaitForOne() {
		this.metrics.watch(() -> new PoolStats(3, 2, 1, 9));
		assertThat(this.recorded.of(Instrument.BLOCK_CONNECTIONS)).isEqualTo(Map.of("used", 3.0, "idle", 1.0));
		assertThat(this.recorded.of(Instrument.BLOCK_CONNECTIONS_WAITING)).isEqualTo(Map.of("", 2.0));
		assertThat(this.recorded.of(Instrument.BLOCK_CONNECTIONS_LIMIT)).isEqualTo(Map.of("", 9.0));
	}

}

package org.dibbs.orchestration.telemetry;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetersTests {

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	private final RecordedMetrics metrics = new RecordedMetrics();

	private final Meters meters = new Meters(this.metrics.openTelemetry());

	@Test
	void aCounterIsReportedBeforeAnythingIsCounted() {
		LongCounter counter = this.meters.counter(Instrument.DEAD_LETTERS, List.of(reason("a"), reason("b")));
		assertThat(this.metrics.reported(Instrument.DEAD_LETTERS)).containsOnly("a", "b");
		assertThat(this.metrics.of(Instrument.DEAD_LETTERS)).isEmpty();
		counter.add(1, reason("b"));
		counter.add(1, reason("c"));
		assertThat(this.metrics.reported(Instrument.DEAD_LETTERS)).containsOnly("a", "b", "c");
		assertThat(this.metrics.of(Instrument.DEAD_LETTERS)).isEqualTo(Map.of("b", 1.0, "c", 1.0));
	}

	@Test
	void aCounterWithoutLabelsIsToo() {
		this.meters.counter(Instrument.REPLAYS);
		assertThat(this.metrics.reported(Instrument.REPLAYS)).containsOnly("");
	}

	@Test
	void whatIsKnownLeavesRoomForWhatComes() {
		LongCounter counter = this.meters.counter(Instrument.DEAD_LETTERS,
				IntStream.range(0, 5000).mapToObj((number) -> reason("known-" + number)).toList());
		counter.add(1, reason("new"));
		assertThat(this.metrics.reported(Instrument.DEAD_LETTERS)).hasSize(Meters.MAX_FROM_THE_START + 1);
		assertThat(this.metrics.of(Instrument.DEAD_LETTERS)).isEqualTo(Map.of("new", 1.0));
	}

	private static Attributes reason(String reason) {
		return Attributes.of(REASON, reason);
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.telemetry.Instrument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class IntakeMetricsTests extends SubmissionProcessorFixture {

	@Test
	void everyMessageThatEndsIsCountedByItsStatusFailuresIncluded() throws InterruptedException {
		process(SUBMISSION.formatted("known.json"));
		process(SUBMISSION.formatted("Marker-of-a-caller"));
		process("no json");
		process(SUBMISSION.formatted("known.json"));
		assertThat(this.metrics.of(Instrument.PROCESS_MESSAGE_COUNTER))
			.isEqualTo(Map.of("200", 2.0, "400", 1.0, "422", 1.0));
		assertThat(this.metrics.of(Instrument.PROCESS_COUNTER)).isEmpty();
		assertThat(this.metrics.of(Instrument.DEAD_LETTERS)).isEqualTo(Map.of("not-a-submission", 1.0));
	}

	@Test
	void uploadsAreCountedForThemselves() throws InterruptedException {
		ConsumerRecord<String, byte[]> record = record("known.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.ORIGIN, SubmissionOrigin.PROCESS_ZIP.wire());
		process(record, Resumption.fresh(1, null, false));
		assertThat(this.metrics.of(Instrument.PROCESS_COUNTER)).isEqualTo(Map.of("200", 1.0));
		assertThat(this.metrics.of(Instrument.PROCESS_MESSAGE_COUNTER)).isEmpty();
	}

	@Test
	void aSubmissionIsMeasuredFromItsAcceptanceOnAndByItsConfigOnlyWhereThatIsKnown() throws InterruptedException {
		process(accepted("known.json"), Resumption.fresh(1, null, false));
		process(accepted("Marker-of-a-caller"), Resumption.fresh(1, null, false));
		assertThat(this.metrics.of(Instrument.SUBMISSION_DURATION))
			.isEqualTo(Map.of("c.json completed", 1.0, "unknown unknown-config", 1.0));
		assertThat(this.metrics.sums(Instrument.SUBMISSION_DURATION)).contains(entry("c.json completed", 2.5));
	}

	@Test
	void anAttemptThatIsToBeRepeatedIsNoEnd() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		process(record("known.json"), Resumption.fresh(1, null, false));
		assertThat(this.metrics.of(Instrument.RETRIES_SCHEDULED)).isEqualTo(Map.of("worker-error", 1.0));
		assertThat(this.metrics.of(Instrument.PROCESS_MESSAGE_COUNTER)).isEmpty();
		process(record("known.json"), Resumption.fresh(3, null, false));
		assertThat(this.metrics.of(Instrument.DEAD_LETTERS)).isEqualTo(Map.of("attempts-used-up", 1.0));
		assertThat(this.metrics.of(Instrument.PROCESS_MESSAGE_COUNTER)).isEqualTo(Map.of("500", 1.0));
	}

	@Test
	void everythingThatCanBeCountedIsReportedBeforeItIs() {
		assertThat(this.metrics.reported(Instrument.PROCESS_MESSAGE_COUNTER)).containsOnly("200", "400", "422", "500",
				"502", "503", "504");
		assertThat(this.metrics.reported(Instrument.PROCESS_COUNTER)).contains("200", "500");
		assertThat(this.metrics.reported(Instrument.RETRIES_SCHEDULED)).containsOnly("step-failed", "worker-error");
		assertThat(this.metrics.reported(Instrument.REDELIVERIES)).containsOnly("");
		assertThat(this.metrics.reported(Instrument.DEAD_LETTERS)).containsOnly("not-a-submission", "worker-defect",
				"attempts-used-up", "step-outcome-unknown", "body-gone", "worker-killed", "not-decryptable");
		assertThat(this.metrics.reported(Instrument.RECORDS_SKIPPED)).containsOnly("in-hand", "elsewhere", "ended",
				"has-result");
	}

	@Test
	void whatIsWorkedOnIsReported() {
		IntakeMetrics intake = new IntakeMetrics(this.metrics.openTelemetry());
		intake.watch(() -> new IntakeMetrics.Load(2, 30, 1_500_000_000));
		assertThat(this.metrics.of(Instrument.INFLIGHT_MESSAGES)).isEqualTo(Map.of("", 2.0));
		assertThat(this.metrics.of(Instrument.INFLIGHT_SIZE)).isEqualTo(Map.of("", 30.0));
		assertThat(this.metrics.of(Instrument.INFLIGHT_OLDEST_AGE)).isEqualTo(Map.of("", 1.5));
	}

	private ConsumerRecord<String, byte[]> accepted(String config) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				SUBMISSION.formatted(config).getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.ACCEPTED_AT, NOW.minusMillis(2500).toEpochMilli());
		return record;
	}

}

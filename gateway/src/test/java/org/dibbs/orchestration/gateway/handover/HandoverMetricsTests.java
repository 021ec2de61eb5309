package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.Meters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandoverMetricsTests extends KafkaHandoverFixture {

	@Test
	void whatTheQueueConfirmsIsAccepted() {
		begin();
		assertThat(this.metrics.of(Instrument.GATEWAY_ACCEPTED)).isEmpty();
		acknowledge();
		assertThat(this.metrics.of(Instrument.GATEWAY_ACCEPTED)).isEqualTo(Map.of("process-message", 1.0));
		assertThat(this.metrics.of(Instrument.GATEWAY_PUBLISH_DURATION)).isEqualTo(Map.of("published", 1.0));
		assertThat(this.metrics.sums(Instrument.GATEWAY_MESSAGE_SIZE).get("process-message")).isPositive();
		assertThat(this.metrics.bounds(Instrument.GATEWAY_MESSAGE_SIZE)).containsOnlyKeys("process-message");
		assertThat(Meters.BYTES).isSorted();
	}

	@Test
	void whatTheQueueDoesNotTakeIsMeasuredAndNotAccepted() {
		begin();
		begin();
		this.sent.get(0).onCompletion(null, new TimeoutException("late"));
		this.sent.get(1).onCompletion(null, new RecordTooLargeException("large"));
		assertThat(this.metrics.of(Instrument.GATEWAY_PUBLISH_DURATION))
			.isEqualTo(Map.of("failed", 1.0, "too-large", 1.0));
		assertThat(this.metrics.of(Instrument.GATEWAY_ACCEPTED)).isEmpty();
	}

	@Test
	void thoseWhoWaitAreReported() {
		this.handoverMetrics.watch(this.pending);
		begin();
		assertThat(this.metrics.of(Instrument.GATEWAY_PENDING)).isEqualTo(Map.of("", 1.0));
		assertThat(this.metrics.of(Instrument.GATEWAY_PENDING_LIMIT)).isEqualTo(Map.of("", 2.0));
	}

	@Test
	void aResultIsLateOnceAndOnlyWhereItWasWaitedForHere() {
		PendingReply gone = this.pending.open(SubmissionId.next());
		PendingReply answered = this.pending.open(SubmissionId.next());
		this.pending.complete(answered.id(), Requests.REPLY);
		this.pending.close(gone);
		this.pending.close(answered);
		assertThat(this.pending.isLate(answered.id())).isFalse();
		assertThat(this.pending.isLate(SubmissionId.next())).isFalse();
		assertThat(this.pending.isLate(gone.id())).isTrue();
		assertThat(this.pending.isLate(gone.id())).isFalse();
	}

	private void begin() {
		SubmissionId id = SubmissionId.next();
		this.handover
			.handOver(id, Caller.DEFAULT_TENANT, Requests.submission(id).request(), Duration.ofSeconds(10), () -> {
			})
			.onErrorComplete()
			.subscribe();
	}

}

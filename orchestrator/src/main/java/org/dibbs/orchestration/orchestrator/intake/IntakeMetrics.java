package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Measures what becomes of submissions. Each record that is taken is either skipped or
 * begun, and each that is begun ends, is followed by another attempt, or is delivered
 * again. Safe for use by many threads.
 */
@Component
class IntakeMetrics {

	private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey(MeterNames.STATUS_CODE);

	private static final AttributeKey<String> CONFIG = AttributeKey.stringKey(MeterNames.CONFIG);

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(MeterNames.OUTCOME);

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	/** What answers usually have; a building block may bring another one. */
	private static final List<Long> STATUS_CODES = List.of(200L, 400L, 422L, 500L, 502L, 503L, 504L);

	/** What an attempt can end with that may go better the next time. */
	private static final List<ProblemKind> REPEATED = List.of(ProblemKind.STEP_FAILED, ProblemKind.WORKER_ERROR);

	private static final double MILLIS = 1e3;

	private static final double NANOS = 1e9;

	private final Meters meters;

	private final LongCounter messages;

	private final LongCounter uploads;

	private final DoubleHistogram durations;

	private final LongCounter retries;

	private final LongCounter redeliveries;

	private final LongCounter deadLetters;

	private final LongCounter skipped;

	IntakeMetrics(OpenTelemetry openTelemetry) {
		this.meters = new Meters(openTelemetry);
		List<Attributes> statuses = STATUS_CODES.stream().map((status) -> Attributes.of(STATUS_CODE, status)).toList();
		this.messages = this.meters.counter(Instrument.PROCESS_MESSAGE_COUNTER, statuses);
		this.uploads = this.meters.counter(Instrument.PROCESS_COUNTER, statuses);
		this.durations = this.meters.seconds(Instrument.SUBMISSION_DURATION);
		this.retries = this.meters.counter(Instrument.RETRIES_SCHEDULED,
				REPEATED.stream().map((kind) -> Attributes.of(OUTCOME, kind.slug())).toList());
		this.redeliveries = this.meters.counter(Instrument.REDELIVERIES);
		this.deadLetters = this.meters.counter(Instrument.DEAD_LETTERS,
				Arrays.stream(DeadReason.values()).map((reason) -> because(reason.slug())).toList());
		this.skipped = this.meters.counter(Instrument.RECORDS_SKIPPED,
				Arrays.stream(SkipReason.values()).map((reason) -> because(reason.slug())).toList());
	}

	private static Attributes because(String reason) {
		return Attributes.of(REASON, reason);
	}

	/**
	 * A submission has its answer, whatever that is.
	 * @param record its record
	 * @param config the name of its workflow config; null where there is none of that
	 * name
	 * @param reply the answer
	 * @param clock what time it is
	 */
	void ended(ConsumerRecord<String, byte[]> record, @Nullable String config, WorkflowReply reply, Clock clock) {
		SubmissionOrigin origin = SubmissionOrigin.of(ExchangeHeaders.get(record.headers(), ExchangeHeaders.ORIGIN));
		LongCounter counter = (origin == SubmissionOrigin.PROCESS_ZIP) ? this.uploads : this.messages;
		counter.add(1, Attributes.of(STATUS_CODE, (long) reply.status()));
		long took = Duration.between(ExchangeCodec.acceptedAt(record), clock.instant()).toMillis();
		// The two clocks are those of different machines.
		this.durations.record(Math.max(0, took) / MILLIS,
				Attributes.of(CONFIG, (config != null) ? config : MeterNames.UNKNOWN, OUTCOME, reply.outcome()));
	}

	/**
	 * There will be another attempt.
	 * @param reply what this one failed with
	 */
	void retried(WorkflowReply reply) {
		this.retries.add(1, Attributes.of(OUTCOME, reply.outcome()));
	}

	/**
	 * A submission was given up.
	 * @param reason why
	 */
	void dead(DeadReason reason) {
		this.deadLetters.add(1, because(reason.slug()));
	}

	/**
	 * An attempt is to be made.
	 * @param number its number, from 1
	 */
	void begun(int number) {
		if (number > 1) {
			this.redeliveries.add(1);
		}
	}

	/**
	 * A record is not worked on.
	 * @param reason why
	 */
	void skipped(SkipReason reason) {
		this.skipped.add(1, because(reason.slug()));
	}

	/**
	 * Reports from now on what is worked on.
	 * @param load asks for it
	 */
	void watch(Supplier<Load> load) {
		ObservableLongMeasurement count = this.meters.longGauge(Instrument.INFLIGHT_MESSAGES);
		ObservableLongMeasurement bytes = this.meters.longGauge(Instrument.INFLIGHT_SIZE);
		ObservableDoubleMeasurement oldest = this.meters.doubleGauge(Instrument.INFLIGHT_OLDEST_AGE);
		this.meters.together(() -> {
			Load now = load.get();
			count.record(now.count());
			bytes.record(now.bytes());
			oldest.record(now.oldestNanos() / NANOS);
		}, count, bytes, oldest);
	}

	/**
	 * What a worker works on.
	 *
	 * @param count how many submissions
	 * @param bytes how large they are
	 * @param oldestNanos how long it has worked on the oldest of them; 0 where there is
	 * none
	 */
	record Load(int count, long bytes, long oldestNanos) {

	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.time.Duration;
import java.util.Arrays;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

import org.springframework.stereotype.Component;

/**
 * Measures runs and their steps. Every step that ends is in the durations, and each that
 * ended its run in the failures, too. Safe for use by many threads; where no agent runs,
 * the instruments do nothing.
 */
@Component
public class WorkflowMetrics {

	private static final AttributeKey<String> CONFIG = AttributeKey.stringKey(MeterNames.CONFIG);

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(MeterNames.OUTCOME);

	private static final AttributeKey<String> SERVICE = AttributeKey.stringKey(MeterNames.SERVICE);

	private static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey(MeterNames.ENDPOINT);

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	private static final double NANOS = 1e9;

	private final DoubleHistogram workflows;

	private final DoubleHistogram steps;

	private final LongCounter failures;

	private final LongCounter warnings;

	private final LongCounter skipped;

	/**
	 * Creates the instruments.
	 * @param openTelemetry the agent's, or one that does nothing
	 * @param catalog what steps can name
	 */
	public WorkflowMetrics(OpenTelemetry openTelemetry, EndpointCatalog catalog) {
		Meters meters = new Meters(openTelemetry);
		this.workflows = meters.seconds(Instrument.WORKFLOW_DURATION);
		this.steps = meters.seconds(Instrument.STEP_DURATION);
		this.failures = meters.counter(Instrument.STEP_FAILURES,
				catalog.callables()
					.stream()
					.flatMap((step) -> Arrays.stream(FailureReason.values())
						.map((reason) -> failure(step.service(), step.endpoint(), reason)))
					.toList());
		this.warnings = meters.counter(Instrument.STEP_WARNINGS,
				catalog.callables().stream().map((step) -> warning(step.service(), step.endpoint())).toList());
		this.skipped = meters.counter(Instrument.STEPS_SKIPPED);
	}

	private static Attributes failure(String service, String endpoint, FailureReason reason) {
		return Attributes.of(SERVICE, service, ENDPOINT, endpoint, REASON, reason.slug());
	}

	private static Attributes warning(String service, String endpoint) {
		return Attributes.of(SERVICE, service, ENDPOINT, endpoint);
	}

	/**
	 * A run begins.
	 * @param run the run
	 */
	void begun(WorkflowRun run) {
		int before = run.firstStep() - 1;
		if (before > 0) {
			this.skipped.add(before);
		}
	}

	/**
	 * A run has ended, and was not stopped.
	 * @param run the run
	 * @param end how it ended
	 * @param nanos how long it took
	 */
	void ended(WorkflowRun run, WorkflowEnd end, long nanos) {
		this.workflows.record(nanos / NANOS,
				Attributes.of(CONFIG, run.config().name(), OUTCOME, end.reply().outcome()));
	}

	/**
	 * A step is done.
	 * @param end how it ended
	 */
	void stepDone(StepEnd end) {
		boolean warned = end.warning() != null;
		measure(end, warned ? "warning" : "success");
		if (warned) {
			this.warnings.add(1, warning(end.step().service(), end.endpoint()));
		}
	}

	/**
	 * A step has ended its run.
	 * @param end how it ended
	 * @param reason why
	 */
	void stepFailed(StepEnd end, FailureReason reason) {
		measure(end, (reason == FailureReason.REFUSED) ? "refused" : "error");
		this.failures.add(1, failure(end.step().service(), end.endpoint(), reason));
	}

	private void measure(StepEnd end, String outcome) {
		Duration duration = end.duration();
		this.steps.record(duration.toNanos() / NANOS,
				Attributes.of(SERVICE, end.step().service(), ENDPOINT, end.endpoint(), OUTCOME, outcome));
	}

}

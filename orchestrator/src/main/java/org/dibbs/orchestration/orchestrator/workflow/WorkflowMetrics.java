package org.dibbs.orchestration.orchestrator.workflow;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.telemetry.MeterNames;

import org.springframework.stereotype.Component;

/**
 * Counts how messages end. Safe for use by many threads; where no agent runs, the
 * instruments do nothing.
 */
@Component
public class WorkflowMetrics {

	private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey(MeterNames.STATUS_CODE);

	private static final AttributeKey<String> SERVICE = AttributeKey.stringKey(MeterNames.SERVICE);

	private static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey(MeterNames.ENDPOINT);

	private final LongCounter processMessages;

	private final LongCounter stepWarnings;

	/**
	 * Creates the instruments.
	 * @param openTelemetry the agent's, or one that does nothing
	 */
	public WorkflowMetrics(OpenTelemetry openTelemetry) {
		Meter meter = openTelemetry.getMeter(MeterNames.SCOPE);
		this.processMessages = meter.counterBuilder(MeterNames.PROCESS_MESSAGE_COUNTER)
			.setUnit("{message}")
			.setDescription("Messages whose processing ended, by the HTTP status of the answer")
			.build();
		this.stepWarnings = meter.counterBuilder(MeterNames.STEP_WARNINGS)
			.setUnit("{step}")
			.setDescription("Steps that count as done although their building block did not do all it was asked for")
			.build();
	}

	/**
	 * Counts a message that ended, failures and refusals included.
	 * @param reply how it ended
	 */
	public void ended(WorkflowReply reply) {
		this.processMessages.add(1, Attributes.of(STATUS_CODE, (long) reply.status()));
	}

	/**
	 * Counts a step that is done with a warning.
	 * @param service the key of a known service
	 * @param endpoint the name of one of its endpoints
	 */
	void warned(String service, String endpoint) {
		this.stepWarnings.add(1, Attributes.of(SERVICE, service, ENDPOINT, endpoint));
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
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

	private final LongCounter processMessages;

	/**
	 * Creates the instruments.
	 * @param openTelemetry the agent's, or one that does nothing
	 */
	public WorkflowMetrics(OpenTelemetry openTelemetry) {
		this.processMessages = openTelemetry.getMeter(MeterNames.SCOPE)
			.counterBuilder(MeterNames.PROCESS_MESSAGE_COUNTER)
			.setUnit("{message}")
			.setDescription("Messages whose processing ended, by the HTTP status of the answer")
			.build();
	}

	/**
	 * Counts a message that ended, failures and refusals included.
	 * @param reply how it ended
	 */
	public void ended(WorkflowReply reply) {
		this.processMessages.add(1, Attributes.of(STATUS_CODE, (long) reply.status()));
	}

}

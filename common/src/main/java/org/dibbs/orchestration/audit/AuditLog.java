package org.dibbs.orchestration.audit;

import java.util.List;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

/**
 * Sends audit records as OpenTelemetry logs of a logger of their own, {@value #LOGGER},
 * and counts them.
 */
final class AuditLog {

	static final String LOGGER = "dibbs.audit";

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(MeterNames.OUTCOME);

	private final Logger logger;

	private final LongCounter records;

	private final LongCounter lost;

	AuditLog(OpenTelemetry openTelemetry) {
		this.logger = openTelemetry.getLogsBridge().get(LOGGER);
		Meters meters = new Meters(openTelemetry);
		this.records = meters.counter(Instrument.AUDIT_RECORDS,
				List.of(of(AuditOutcome.DONE), of(AuditOutcome.REFUSED), of(AuditOutcome.FAILED)));
		this.lost = meters.counter(Instrument.AUDIT_LOST);
	}

	private static Attributes of(AuditOutcome outcome) {
		return Attributes.of(OUTCOME, outcome.wire());
	}

	void write(AuditRecord audit) {
		boolean done = audit.outcome() == AuditOutcome.DONE;
		this.records.add(1, of(audit.outcome()));
		this.logger.logRecordBuilder()
			.setTimestamp(audit.at())
			.setSeverity(done ? Severity.INFO : Severity.WARN)
			.setBody(audit.action().wire() + " " + audit.outcome().wire())
			.setAttribute(AttributeKey.stringKey("audit.id"), audit.id().toString())
			.setAttribute(AttributeKey.stringKey("audit.source"), audit.source())
			.setAttribute(AttributeKey.stringKey("audit.tenant"), audit.tenant())
			.setAttribute(AttributeKey.stringKey("audit.subject"), audit.subject())
			.setAttribute(AttributeKey.stringKey("audit.action"), audit.action().wire())
			.setAttribute(AttributeKey.stringKey("audit.target"), audit.target())
			.setAttribute(AttributeKey.stringKey("audit.outcome"), audit.outcome().wire())
			.setAttribute(AttributeKey.longKey("audit.status"), (long) audit.status())
			.emit();
	}

	void lost(long count) {
		this.lost.add(count);
	}

}

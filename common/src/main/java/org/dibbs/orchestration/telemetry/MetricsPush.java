package org.dibbs.orchestration.telemetry;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.registry.otlp.OtlpMetricsSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends metrics, and says once that they do not arrive, not each time. What is not sent
 * is not kept: the next time everything is sent anyway, as counts only grow.
 */
final class MetricsPush implements OtlpMetricsSender {

	private static final Logger logger = LoggerFactory.getLogger(MetricsPush.class);

	private final OtlpMetricsSender sender;

	private final AtomicBoolean away = new AtomicBoolean();

	MetricsPush(OtlpMetricsSender sender) {
		this.sender = sender;
	}

	@Override
	public void send(Request request) {
		try {
			this.sender.send(request);
			if (this.away.getAndSet(false)) {
				logger.info("The Collector takes Micrometer's metrics again");
			}
		}
		catch (Exception ex) {
			if (!this.away.getAndSet(true)) {
				Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
				logger.warn("The Collector does not take Micrometer's metrics ({}); that is told once",
						cause.getClass().getSimpleName());
			}
		}
	}

}

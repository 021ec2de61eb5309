package org.dibbs.orchestration.orchestrator.block;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.apache.hc.core5.pool.PoolStats;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

/**
 * Tells how the guards of the services and the connections to them are doing. Safe for
 * use by many threads.
 */
final class BlockMetrics {

	private static final AttributeKey<String> SERVICE = AttributeKey.stringKey(MeterNames.SERVICE);

	private static final AttributeKey<String> STATE = AttributeKey.stringKey(MeterNames.STATE);

	private static final int CLOSED = 0;

	private static final int HALF_OPEN = 1;

	private static final int OPEN = 2;

	private final Meters meters;

	private final LongCounter retries;

	/**
	 * Creates the instruments.
	 * @param openTelemetry the agent's, or one that does nothing
	 * @param blocks the services
	 */
	BlockMetrics(OpenTelemetry openTelemetry, Collection<BuildingBlock> blocks) {
		this.meters = new Meters(openTelemetry);
		this.retries = this.meters.counter(Instrument.CALL_RETRIES,
				blocks.stream().map((block) -> labels(block.serviceKeys().getFirst())).toList());
	}

	private static Attributes labels(String service) {
		return Attributes.of(SERVICE, service);
	}

	/**
	 * Counts a call that is made again.
	 * @param service the first key of the service
	 */
	void retried(String service) {
		this.retries.add(1, labels(service));
	}

	/**
	 * Reports the state of circuit breakers from now on.
	 * @param breakers those of all services, each with the first key of its service as
	 * its name
	 */
	void watch(Collection<CircuitBreaker> breakers) {
		List<CircuitBreaker> watched = List.copyOf(breakers);
		this.meters.gauge(Instrument.CIRCUIT_STATE,
				(gauge) -> watched.forEach((breaker) -> gauge.record(state(breaker), labels(breaker.getName()))));
	}

	/**
	 * Reports the connections to all services from now on.
	 * @param pool asks how many there are
	 */
	void watch(Supplier<PoolStats> pool) {
		ObservableLongMeasurement connections = this.meters.longGauge(Instrument.BLOCK_CONNECTIONS);
		ObservableLongMeasurement waiting = this.meters.longGauge(Instrument.BLOCK_CONNECTIONS_WAITING);
		ObservableLongMeasurement limit = this.meters.longGauge(Instrument.BLOCK_CONNECTIONS_LIMIT);
		this.meters.together(() -> {
			PoolStats now = pool.get();
			connections.record(now.getLeased(), Attributes.of(STATE, "used"));
			connections.record(now.getAvailable(), Attributes.of(STATE, "idle"));
			waiting.record(now.getPending());
			limit.record(now.getMax());
		}, connections, waiting, limit);
	}

	// One that nobody has called since its pause was over still says that it is open.
	private static int state(CircuitBreaker breaker) {
		return switch (breaker.getState()) {
			case CLOSED, DISABLED, METRICS_ONLY -> CLOSED;
			case HALF_OPEN -> HALF_OPEN;
			case OPEN, FORCED_OPEN -> OPEN;
		};
	}

}

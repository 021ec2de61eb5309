package org.dibbs.orchestration.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.ExplicitBucketHistogramOptions;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;

/**
 * Has the agent's histograms of durations reach as far as workflows may take, in the same
 * buckets as our own; by themselves they end at 10 s. A view also replaces the list of
 * attributes that an instrument asks for, without which addresses and paths of callers
 * would become labels, so each has its list here.
 */
final class DurationViews {

	/** In seconds, as the histograms of our own have them. */
	static final List<Double> SECONDS = List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
			10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0);

	/**
	 * The attributes of each instrument: those that the conventions name. Without the
	 * number of the partition, which would make twelve histograms of each.
	 */
	static final Map<String, Set<String>> ATTRIBUTES = Map
		.of("http.server.request.duration",
				Set.of("http.request.method", "http.response.status_code", "http.route", "error.type",
						"network.protocol.name", "network.protocol.version", "url.scheme"),
				"http.client.request.duration",
				Set.of("http.request.method", "http.response.status_code", "error.type", "network.protocol.name",
						"network.protocol.version", "server.address", "server.port"),
				"messaging.client.operation.duration",
				Set.of("messaging.system", "messaging.operation.name", "messaging.operation.type",
						"messaging.destination.name", "messaging.consumer.group.name", "error.type"),
				"messaging.process.duration", Set.of("messaging.system", "messaging.operation.name",
						"messaging.destination.name", "messaging.consumer.group.name", "error.type"));

	private DurationViews() {
	}

	/**
	 * Registers the views.
	 * @param meters what the agent's instruments are made by
	 * @return the same
	 */
	static SdkMeterProviderBuilder register(SdkMeterProviderBuilder meters) {
		ExplicitBucketHistogramOptions buckets = ExplicitBucketHistogramOptions.builder()
			.setBucketBoundaries(SECONDS)
			.build();
		ATTRIBUTES.forEach((instrument, attributes) -> meters.registerView(
				InstrumentSelector.builder().setName(instrument).build(),
				View.builder()
					.setAggregation(Aggregation.explicitBucketHistogram(buckets))
					.setAttributeFilter(attributes)
					.build()));
		return meters;
	}

}

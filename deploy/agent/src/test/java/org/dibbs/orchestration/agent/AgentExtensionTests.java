package org.dibbs.orchestration.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.dibbs.orchestration.telemetry.Meters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AgentExtensionTests {

	private static final Resource RESOURCE = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"),
			"dibbs-gateway", AttributeKey.stringKey("service.instance.id"), "a b", AttributeKey.stringKey("host.name"),
			"elsewhere"));

	@Test
	void theBucketsAreThoseOfOurOwnHistograms() {
		assertThat(DurationViews.SECONDS).isEqualTo(Meters.SECONDS);
	}

	@Test
	void durationsReachHalfAnHourAndKeepOnlyTheLabelsOfTheConventions() {
		InMemoryMetricReader reader = InMemoryMetricReader.create();
		try (var sdk = sdk(reader)) {
			DurationViews.ATTRIBUTES.forEach((name, labels) -> {
				DoubleHistogram histogram = sdk.getMeterProvider()
					.get("agent")
					.histogramBuilder(name)
					.setUnit("s")
					.setExplicitBucketBoundariesAdvice(List.of(1.0, 10.0))
					.build();
				Attributes known = labels.stream()
					.collect(Attributes::builder, (all, label) -> all.put(label, "v"), (one, other) -> {
					})
					.build();
				histogram.record(1200, known.toBuilder().put("url.path", "a").put("client.address", "b").build());
				histogram.record(1200, known.toBuilder().put("url.path", "c").build());
				HistogramPointData point = point(reader.collectAllMetrics(), name);
				assertThat(point.getBoundaries()).isEqualTo(Meters.SECONDS);
				assertThat(point.getCounts().get(Meters.SECONDS.indexOf(1800.0))).isEqualTo(2);
				assertThat(point.getAttributes()).isEqualTo(known);
			});
		}
	}

	@Test
	void whatIsNotADurationOfACallStaysAsItIs() {
		InMemoryMetricReader reader = InMemoryMetricReader.create();
		try (var sdk = sdk(reader)) {
			sdk.getMeterProvider()
				.get("agent")
				.histogramBuilder("jvm.gc.duration")
				.setExplicitBucketBoundariesAdvice(List.of(1.0, 10.0))
				.build()
				.record(5);
			assertThat(point(reader.collectAllMetrics(), "jvm.gc.duration").getBoundaries()).containsExactly(1.0, 10.0);
		}
	}

	@Test
	void theApplicationIsToldWhereTheAgentSendsMetricsTo() {
		assertThat(note(Map.of())).isEqualTo(Map.of("dibbs.telemetry.url", "http://localhost:4318/v1/metrics",
				"dibbs.telemetry.interval", "60000", "dibbs.telemetry.headers", "", "dibbs.telemetry.resource",
				"service.instance.id=a+b&service.name=dibbs-gateway"));
		assertThat(note(Map.of("otel.exporter.otlp.endpoint", "http://collector:4318/", "otel.metric.export.interval",
				"10000", "otel.exporter.otlp.headers", "key=secret")))
			.containsEntry("dibbs.telemetry.url", "http://collector:4318/v1/metrics")
			.containsEntry("dibbs.telemetry.interval", "10000")
			.containsEntry("dibbs.telemetry.headers", "key=secret");
		assertThat(note(Map.of("otel.exporter.otlp.metrics.endpoint", "http://metrics/here",
				"otel.exporter.otlp.metrics.headers", "a=b", "otel.exporter.otlp.headers", "c=d")))
			.containsEntry("dibbs.telemetry.url", "http://metrics/here")
			.containsEntry("dibbs.telemetry.headers", "a=b");
	}

	@Test
	void theApplicationIsToldNothingWhereMetricsAreNotExportedByHttp() {
		assertThat(note(Map.of("otel.metrics.exporter", "none"))).isEmpty();
		assertThat(note(Map.of("otel.sdk.disabled", "true"))).isEmpty();
		assertThat(note(Map.of("otel.exporter.otlp.protocol", "grpc"))).isEmpty();
		assertThat(note(
				Map.of("otel.exporter.otlp.protocol", "grpc", "otel.exporter.otlp.metrics.protocol", "http/protobuf")))
			.isNotEmpty();
	}

	private static Map<String, String> note(Map<String, String> config) {
		Properties properties = new Properties();
		ExportNote.of(RESOURCE, DefaultConfigProperties.createFromMap(config)).leave(properties);
		Map<String, String> note = new HashMap<>();
		properties.stringPropertyNames().forEach((name) -> note.put(name, properties.getProperty(name)));
		return note;
	}

	// Finds the extension as the agent does.
	private static io.opentelemetry.sdk.OpenTelemetrySdk sdk(InMemoryMetricReader reader) {
		return AutoConfiguredOpenTelemetrySdk.builder()
			.disableShutdownHook()
			.addPropertiesSupplier(() -> Map.of("otel.traces.exporter", "none", "otel.metrics.exporter", "none",
					"otel.logs.exporter", "none"))
			.addMeterProviderCustomizer((meters, config) -> meters.registerMetricReader(reader))
			.build()
			.getOpenTelemetrySdk();
	}

	private static HistogramPointData point(Collection<MetricData> metrics, String name) {
		return metrics.stream()
			.filter((metric) -> metric.getName().equals(name))
			.flatMap((metric) -> metric.getHistogramData().getPoints().stream())
			.reduce((one, other) -> {
				throw new AssertionError("more than one series of " + name);
			})
			.orElseThrow();
	}

}

package org.dibbs.orchestration.telemetry;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MicrometerExportTests {

	private static final Map<String, String> NOTE = Map.of(MicrometerExport.URL, "http://collector:4318/v1/metrics",
			"dibbs.telemetry.interval", "3600000", "dibbs.telemetry.headers", "key=a+secret",
			"dibbs.telemetry.resource", "service.instance.id=a%26b&service.name=dibbs-gateway");

	private final List<OtlpMetricsSender.Request> sent = new ArrayList<>();

	@Test
	void onlyWhatIsListedLeavesWithTheTagsThatAre() throws InvalidProtocolBufferException {
		ResourceMetrics metrics = export((registry) -> {
			registry.counter("logback.events", "level", "warn", "logger", "of.somebody").increment(3);
			registry.gauge("disk.free", Tags.of("path", "/home/of/somebody"), 7);
			registry.timer("http.server.requests", "uri", "/").record(() -> {
			});
			registry.gauge("jvm.memory.used", 9);
		});
		List<Metric> all = metrics.getScopeMetrics(0).getMetricsList();
		assertThat(all).extracting(Metric::getName).containsExactlyInAnyOrder("logback.events", "disk.free");
		Metric events = all.stream().filter(Metric::hasSum).findFirst().orElseThrow();
		assertThat(events.getSum().getDataPoints(0).getAsDouble()).isEqualTo(3);
		assertThat(events.getSum().getIsMonotonic()).isTrue();
		assertThat(events.getSum().getDataPoints(0).getAttributesList())
			.extracting((label) -> label.getKey() + "=" + label.getValue().getStringValue())
			.containsExactly("level=warn");
		Metric disk = all.stream().filter(Metric::hasGauge).findFirst().orElseThrow();
		assertThat(disk.getGauge().getDataPoints(0).getAttributesList()).isEmpty();
	}

	@Test
	void itGoesWhereTheAgentSendsToUnderTheSameName() throws InvalidProtocolBufferException {
		ResourceMetrics metrics = export((registry) -> registry.counter("logback.events", "level", "warn").increment());
		assertThat(this.sent.getFirst().getAddress()).isEqualTo("http://collector:4318/v1/metrics");
		assertThat(this.sent.getFirst().getHeaders()).isEqualTo(Map.of("key", "a secret"));
		assertThat(metrics.getResource()
			.getAttributesList()
			.stream()
			.collect(Collectors.toMap((attribute) -> attribute.getKey(),
					(attribute) -> attribute.getValue().getStringValue())))
			.containsEntry("service.name", "dibbs-gateway")
			.containsEntry("service.instance.id", "a&b");
	}

	@Test
	void aCollectorThatIsAwayFailsNothing() {
		boolean[] away = { true };
		List<String> arrived = new ArrayList<>();
		MetricsPush push = new MetricsPush((request) -> {
			if (away[0]) {
				throw new IOException("Marker", new ConnectException("Marker"));
			}
			arrived.add(request.getAddress());
		});
		OtlpMetricsSender.Request request = OtlpMetricsSender.Request.builder(new byte[0]).address("a").build();
		push.send(request);
		push.send(request);
		away[0] = false;
		push.send(request);
		assertThat(arrived).containsExactly("a");
	}

	private ResourceMetrics export(Consumer<MeterRegistry> measure) throws InvalidProtocolBufferException {
		OtlpMeterRegistry registry = MicrometerExport.registry(NOTE::get, this.sent::add);
		measure.accept(registry);
		// What is measured leaves when it is closed, too.
		registry.close();
		assertThat(this.sent).hasSize(1);
		return ExportMetricsServiceRequest.parseFrom(this.sent.getFirst().getMetricsData()).getResourceMetrics(0);
	}

}

package org.dibbs.orchestration.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.net.ssl.SSLSocketFactory;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import org.jspecify.annotations.Nullable;

/**
 * Exports what Micrometer measures and {@link MicrometerMeter} lists, to where the agent
 * exports to, under the same name and as often. All that is known from the note that the
 * extension of the agent ({@code deploy/agent}) leaves in the system's properties; where
 * there is none, nothing is exported. It leaves by {@link java.net.HttpURLConnection},
 * which that extension keeps the agent from tracing.
 */
public final class MicrometerExport {

	/** The property that says where to, and that there is somewhere at all. */
	public static final String URL = "dibbs.telemetry.url";

	private static final String INTERVAL = "dibbs.telemetry.interval";

	private static final String HEADERS = "dibbs.telemetry.headers";

	private static final String RESOURCE = "dibbs.telemetry.resource";

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

	private MicrometerExport() {
	}

	/**
	 * Makes the registry that exports.
	 * @param properties finds a system property by its name; {@link #URL} is among them
	 * @return the registry, which has begun to
	 */
	public static OtlpMeterRegistry registry(Function<String, @Nullable String> properties) {
		return registry(properties, new OtlpHttpMetricsSender(sender(properties)));
	}

	static HttpSender sender(Function<String, @Nullable String> properties) {
		SSLSocketFactory sockets = CollectorTls.of(properties);
		return (sockets != null) ? new TlsSender(sockets, CONNECT_TIMEOUT, READ_TIMEOUT)
				: new HttpUrlConnectionSender(CONNECT_TIMEOUT, READ_TIMEOUT);
	}

	static OtlpMeterRegistry registry(Function<String, @Nullable String> properties, OtlpMetricsSender sender) {
		OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new Note(properties))
			.metricsSender(new MetricsPush(sender))
			.build();
		registry.config().meterFilter(new Listed());
		return registry;
	}

	/** Lets through what is listed, with the tags that are. */
	private static final class Listed implements MeterFilter {

		@Override
		public MeterFilterReply accept(Meter.Id id) {
			return MicrometerMeter.of(id.getName()).isPresent() ? MeterFilterReply.ACCEPT : MeterFilterReply.DENY;
		}

		@Override
		public Meter.Id map(Meter.Id id) {
			return MicrometerMeter.of(id.getName())
				.map((meter) -> id
					.replaceTags(id.getTags().stream().filter((tag) -> meter.tags().contains(tag.getKey())).toList()))
				.orElse(id);
		}

	}

	/**
	 * What the extension of the agent has noted.
	 *
	 * @param properties finds a system property by its name
	 */
	private record Note(Function<String, @Nullable String> properties) implements OtlpConfig {

		@Override
		public @Nullable String get(String key) {
			return null;
		}

		@Override
		public String url() {
			return property(URL);
		}

		@Override
		public Duration step() {
			String interval = property(INTERVAL);
			return interval.isEmpty() ? Duration.ofMinutes(1) : Duration.ofMillis(Long.parseLong(interval));
		}

		@Override
		public Map<String, String> headers() {
			return pairs(property(HEADERS));
		}

		@Override
		public Map<String, String> resourceAttributes() {
			return pairs(property(RESOURCE));
		}

		@Override
		public TimeUnit baseTimeUnit() {
			return TimeUnit.SECONDS;
		}

		private String property(String name) {
			String value = this.properties.apply(name);
			return (value != null) ? value : "";
		}

		private static Map<String, String> pairs(String text) {
			Map<String, String> pairs = new LinkedHashMap<>();
			for (String pair : text.split("&")) {
				int middle = pair.indexOf('=');
				if (middle > 0) {
					pairs.put(decoded(pair.substring(0, middle)), decoded(pair.substring(middle + 1)));
				}
			}
			return pairs;
		}

		private static String decoded(String text) {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}

		/** Headers may be secret. */
		@Override
		public String toString() {
			return "Note[" + url() + "]";
		}

	}

}

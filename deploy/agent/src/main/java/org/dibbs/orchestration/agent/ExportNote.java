package org.dibbs.orchestration.agent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;

/**
 * What the application has to know to export metrics of its own beside the agent's, to
 * the same place and under the same name. It is left in the system's properties, as the
 * agent has no other door; the application finds none where nothing is exported.
 */
final class ExportNote {

	/** What the names of the properties begin with. */
	static final String PREFIX = "dibbs.telemetry.";

	private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

	private static final List<String> NAMING = List.of("service.name", "service.instance.id", "service.version");

	private final Map<String, String> entries;

	private ExportNote(Map<String, String> entries) {
		this.entries = entries;
	}

	/**
	 * Makes a note of what the agent was told.
	 * @param resource what names the process
	 * @param config the variables and properties of OpenTelemetry
	 * @return the note, without anything where metrics are not exported by OTLP over HTTP
	 */
	static ExportNote of(Resource resource, ConfigProperties config) {
		Map<String, String> entries = new TreeMap<>();
		if (isExported(config)) {
			entries.put("url", url(config));
			entries.put("interval",
					Long.toString(config.getDuration("otel.metric.export.interval", USUAL_INTERVAL).toMillis()));
			entries.put("headers", pairs(headers(config)));
			entries.put("resource", pairs(naming(resource)));
		}
		return new ExportNote(entries);
	}

	private static boolean isExported(ConfigProperties config) {
		String protocol = config.getString("otel.exporter.otlp.metrics.protocol",
				config.getString("otel.exporter.otlp.protocol", "http/protobuf"));
		return !config.getBoolean("otel.sdk.disabled", false)
				&& config.getList("otel.metrics.exporter", List.of("otlp")).contains("otlp")
				&& protocol.startsWith("http/");
	}

	private static String url(ConfigProperties config) {
		String own = config.getString("otel.exporter.otlp.metrics.endpoint");
		if (own != null) {
			return own;
		}
		String base = config.getString("otel.exporter.otlp.endpoint", "http://localhost:4318");
		return base + (base.endsWith("/") ? "" : "/") + "v1/metrics";
	}

	private static Map<String, String> headers(ConfigProperties config) {
		Map<String, String> own = config.getMap("otel.exporter.otlp.metrics.headers");
		return own.isEmpty() ? config.getMap("otel.exporter.otlp.headers") : own;
	}

	private static Map<String, String> naming(Resource resource) {
		Map<String, String> naming = new TreeMap<>();
		for (String name : NAMING) {
			String value = resource.getAttribute(AttributeKey.stringKey(name));
			if (value != null) {
				naming.put(name, value);
			}
		}
		return naming;
	}

	private static String pairs(Map<String, String> values) {
		StringBuilder pairs = new StringBuilder();
		new TreeMap<>(values).forEach((name, value) -> pairs.append(pairs.isEmpty() ? "" : "&")
			.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return pairs.toString();
	}

	/**
	 * Leaves the note.
	 * @param properties where the application finds it
	 */
	void leave(Properties properties) {
		this.entries.forEach((name, value) -> properties.setProperty(PREFIX + name, value));
	}

}

package org.dibbs.orchestration.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;

/**
 * Is found by the agent ({@code otel.javaagent.extensions}) and changes what no variable
 * of OpenTelemetry can change; those hold as they are documented.
 */
public final class AgentExtension implements AutoConfigurationCustomizerProvider {

	/**
	 * What is looked at unless a variable says otherwise. The agent compares every class
	 * with all libraries it knows, which is an eighth of the start; these are the ones
	 * that the applications use and somebody looks at. What is missing on purpose:
	 * {@link java.net.HttpURLConnection}, by which only Micrometer's metrics leave, and
	 * JDBC, since statements of the ledger are bookkeeping for many messages at once.
	 */
	private static final List<String> LOOKED_AT = List.of("opentelemetry-api", "opentelemetry-instrumentation-api",
			"executors", "kafka", "netty", "reactor", "reactor-netty", "apache-httpclient", "tomcat", "servlet",
			"hikaricp", "spring-web", "spring-webmvc", "spring-webflux", "spring-cloud-gateway", "logback-appender",
			"logback-mdc", "runtime-telemetry");

	@Override
	public void customize(AutoConfigurationCustomizer agent) {
		agent.addPropertiesSupplier(AgentExtension::defaults)
			.addMeterProviderCustomizer((meters, config) -> DurationViews.register(meters))
			.addResourceCustomizer(AgentExtension::tell);
	}

	private static Map<String, String> defaults() {
		Map<String, String> defaults = new HashMap<>();
		defaults.put("otel.instrumentation.common.default-enabled", "false");
		LOOKED_AT.forEach((library) -> defaults.put("otel.instrumentation." + library + ".enabled", "true"));
		return defaults;
	}

	private static Resource tell(Resource resource, ConfigProperties config) {
		ExportNote.of(resource, config).leave(System.getProperties());
		return resource;
	}

}

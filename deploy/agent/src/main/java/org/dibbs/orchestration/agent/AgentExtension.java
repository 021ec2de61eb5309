package org.dibbs.orchestration.agent;

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
	 * What is left alone unless a variable says otherwise. The applications call nobody
	 * by {@link java.net.HttpURLConnection}, except that Micrometer's metrics leave by
	 * it, which is no call that anybody wants to trace. Statements of the ledger are
	 * bookkeeping for many messages at once, and no dashboard shows them.
	 */
	private static final Map<String, String> DEFAULTS = Map.of("otel.instrumentation.http-url-connection.enabled",
			"false", "otel.instrumentation.jdbc.enabled", "false");

	@Override
	public void customize(AutoConfigurationCustomizer agent) {
		agent.addPropertiesSupplier(() -> DEFAULTS)
			.addMeterProviderCustomizer((meters, config) -> DurationViews.register(meters))
			.addResourceCustomizer(AgentExtension::tell);
	}

	private static Resource tell(Resource resource, ConfigProperties config) {
		ExportNote.of(resource, config).leave(System.getProperties());
		return resource;
	}

}

package org.dibbs.orchestration.telemetry;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

import org.dibbs.orchestration.settings.PemFiles;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates that OpenTelemetry's settings name for its exporters, which
 * Micrometer knows nothing of.
 */
final class CollectorTls {

	private CollectorTls() {
	}

	/**
	 * Makes what connects by those certificates.
	 * @param properties finds a setting by its name
	 * @return it, or null where none is named
	 * @throws IllegalStateException if a file cannot be used; quotes nothing of it
	 */
	static @Nullable SSLSocketFactory of(Function<String, @Nullable String> properties) {
		String authority = setting(properties, "CERTIFICATE");
		String certificate = setting(properties, "CLIENT_CERTIFICATE");
		String key = setting(properties, "CLIENT_KEY");
		if (authority == null && certificate == null) {
			return null;
		}
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((certificate != null && key != null) ? PemFiles.keys(certificate, key) : null,
					(authority != null) ? PemFiles.trust(authority) : null, null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			throw new IllegalStateException(
					"The certificates of OTEL_EXPORTER_OTLP_* cannot be used: " + ex.getClass().getSimpleName());
		}
	}

	// Those of metrics go before those of all.
	private static @Nullable String setting(Function<String, @Nullable String> properties, String name) {
		for (String prefix : new String[] { "OTEL_EXPORTER_OTLP_METRICS_", "OTEL_EXPORTER_OTLP_" }) {
			String value = properties.apply(prefix + name);
			if (value != null && !value.isBlank()) {
				return value;
			}
		}
		return null;
	}

}

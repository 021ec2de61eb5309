package org.dibbs.orchestration.orchestrator.telemetry;

import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.dibbs.orchestration.telemetry.MicrometerExport;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Exports what Micrometer measures, where the telemetry agent exports anything. Boot
 * binds to the registry whatever there is to be measured.
 */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

	@Bean
	@ConditionalOnProperty(MicrometerExport.URL)
	OtlpMeterRegistry meterRegistry(Environment environment) {
		return MicrometerExport.registry(environment::getProperty);
	}

}

package org.dibbs.orchestration.gateway.telemetry;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
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

	/** The memory of Netty, which holds bodies on their way in and out. */
	@Bean
	MeterBinder nettyMemory() {
		return (registry) -> {
			if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
				new NettyAllocatorMetrics(allocator).bindTo(registry);
			}
		};
	}

}

package org.dibbs.orchestration.gateway.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryConfigurationTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(TelemetryConfiguration.class);

	@Test
	void nothingIsExportedWhereTheAgentDoesNotSayWhereTo() {
		this.application.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
	}

	@Test
	void whatIsListedIsExportedWhereTheAgentDoes() {
		this.application
			.withPropertyValues("dibbs.telemetry.url=http://127.0.0.1:1/v1/metrics", "dibbs.telemetry.interval=3600000")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MeterRegistry.class));
	}

	@Test
	void theMemoryOfTheServerIsMeasured() {
		this.application.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(MeterBinder.class).bindTo(registry);
			assertThat(registry.get("netty.allocator.memory.used").tag("memory.type", "direct").gauge().value())
				.isNotNegative();
		});
	}

}

package org.dibbs.orchestration.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.audit.AuditTrail;
import org.dibbs.orchestration.telemetry.RecordedMetrics;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * A test of the whole front door over HTTP, on its real server, with a fake where Kafka
 * would be. All of them share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.address=127.0.0.1", "dibbs.security.authentication=none",
				"spring.kafka.bootstrap-servers=127.0.0.1:1", "dibbs.submission.max-body-size=1MB",
				"dibbs.socket.max-frame-size=1MB", "dibbs.socket.max-connections=2", "dibbs.socket.ping-interval=200ms",
				"dibbs.orchestrator.url=http://127.0.0.1:1", "dibbs.limits.header-timeout=1s",
				"dibbs.limits.body-pause=1s", "dibbs.limits.body-timeout=3s" })
@Import(FrontDoorTest.Fakes.class)
public @interface FrontDoorTest {

	/** What stands in for Kafka. */
	@Configuration(proxyBeanMethods = false)
	class Fakes {

		@Bean
		@Primary
		FakeHandover fakeHandover() {
			return new FakeHandover();
		}

		/** Its records go nowhere: it would try for seconds before a front door ends. */
		@Bean
		@Primary
		AuditTrail unwrittenAuditTrail(OpenTelemetry openTelemetry) {
			Producer<String, byte[]> nowhere = new MockProducer<>(true, null, new StringSerializer(),
					new ByteArraySerializer());
			return new AuditTrail("gateway", () -> nowhere, openTelemetry, Duration.ofSeconds(1));
		}

		/** Each look at metrics would wait for a broker that is not there. */
		@Bean
		static BeanFactoryPostProcessor noQueueToGauge() {
			return (beans) -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("queueGauge");
		}

		@Bean
		RecordedMetrics recordedMetrics() {
			return new RecordedMetrics();
		}

		@Bean
		@Primary
		OpenTelemetry recordingTelemetry(RecordedMetrics metrics) {
			return metrics.openTelemetry();
		}

	}

}

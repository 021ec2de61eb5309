package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BuildingBlockWiringTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
		.withBean(OpenTelemetry.class, OpenTelemetry::noop)
		.withUserConfiguration(Scan.class);

	@Test
	void startsWithTheShippedSettingsAndNoServiceAtAll() {
		this.application.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(BuildingBlockClient.class);
			BuildingBlockProperties settings = context.getBean(BuildingBlockProperties.class);
			assertThat(settings.http()).isEqualTo(new BuildingBlockProperties.Http(Duration.ofSeconds(5),
					Duration.ofMinutes(5), Duration.ofSeconds(3), 512, 1024, DataSize.ofMegabytes(64)));
			assertThat(settings.retry())
				.isEqualTo(new BuildingBlockProperties.Retry(3, Duration.ofMillis(100), Duration.ofSeconds(2)));
			assertThat(settings.circuitBreaker())
				.isEqualTo(new BuildingBlockProperties.CircuitBreaker(100, 50, 80, Duration.ofSeconds(10), 5));
		});
	}

	@Test
	void keepsTheHttpClientFromLoggingBodiesAndHeaders() {
		this.application.run((context) -> assertThat(Binder.get(context.getEnvironment())
			.bind("logging.level", Bindable.mapOf(String.class, LogLevel.class))
			.get()).containsEntry("org.apache.hc.client5.http.wire", LogLevel.OFF)
			.containsEntry("org.apache.hc.client5.http.headers", LogLevel.OFF));
	}

	@Test
	void findsEveryEndpointByServiceAndPath() {
		this.application.run((context) -> {
			EndpointCatalog catalog = context.getBean(EndpointCatalog.class);
			assertThat(context.getBeansOfType(BuildingBlockEndpoint.class)).hasSize(10);
			assertThat(catalog.get("save_metadata", "/api/save-fhir-data").repeatable()).isFalse();
			assertThat(catalog.get("ingestion", "/fhir/geospatial/geocode/geocode_bundle").name())
				.isEqualTo("geocode_bundle");
		});
	}

	@Test
	void takesUrlsAndCredentialsFromTheEnvironmentAndShowsThemNowhere() {
		this.application
			.withPropertyValues("FHIR_CONVERTER_URL=http://user:secret@fhir_converter:8080", "SMARTY_AUTH_ID=secret",
					"SMARTY_AUTH_TOKEN=secret")
			.run((context) -> {
				BuildingBlockProperties settings = context.getBean(BuildingBlockProperties.class);
				assertThat(settings.url().fhirConverter()).contains("fhir_converter:8080");
				assertThat(settings.toString()).doesNotContain("secret");
				assertThat(context.getBeansOfType(Record.class).toString()).contains("SmartyProperties[set]")
					.doesNotContain("secret");
			});
	}

	@Test
	void doesNotStartWithABaseUrlThatIsNone() {
		this.application.withPropertyValues("INGESTION_URL=user:secret@ingestion").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("INGESTION_URL must be an http or https URL without query");
			assertThat(context.getStartupFailure()).hasMessageNotContaining("secret");
		});
	}

	@Test
	void findsWhatAnOperatorDeclaresBesideWhatCameWithTheSoftware(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("blocks.yaml"), "building-blocks: [{name: checker, "
				+ "url: \"http://user:${PASSWORD}@h\", endpoints: [{path: /v1/check}, {path: /v2/check}]}]");
		this.application.withPropertyValues("BUILDING_BLOCKS_FILE=" + file, "PASSWORD=secret").run((context) -> {
			EndpointCatalog catalog = context.getBean(EndpointCatalog.class);
			assertThat(context.getBeansOfType(BuildingBlockEndpoint.class)).hasSize(12);
			assertThat(catalog.get("checker", "/v2/check").name()).isEqualTo("/v2/check");
			assertThat(catalog.callables())
				.contains(new EndpointCatalog.Callable("checker", "check"),
						new EndpointCatalog.Callable("save_bundle", "save-fhir-data"),
						new EndpointCatalog.Callable("save_metadata", "save-fhir-data"))
				.hasSize(12);
			assertThat(catalog.get("save_metadata", "/api/save-fhir-data").name()).isEqualTo("save-fhir-data");
			assertThatExceptionOfType(StepInputException.class).isThrownBy(() -> catalog.check("checker", "/v3/check"))
				.withMessage("service 'checker' has no endpoint '/v3/check'; its endpoints are [/v1/check, /v2/check]");
			assertThatExceptionOfType(StepInputException.class).isThrownBy(() -> catalog.check("nope", "/v1/check"))
				.withMessageEndingWith("save_bundle, save_metadata, checker]");
			BuildingBlock checker = catalog.blocks().getLast();
			assertThat(checker.serviceKeys()).containsExactly("checker");
			assertThat(context.getBean(BlockAddresses.class).of(checker)).isNotNull();
			assertThat(context.getBeansOfType(Object.class).toString()).doesNotContain("secret");
		});
	}

	@Test
	void doesNotStartWithDeclarationsThatAreWrong() {
		this.application.withPropertyValues("BUILDING_BLOCKS_FILE=/absent.yaml").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure())
				.hasMessage("The building blocks declared in /absent.yaml cannot be used:\n  there is no such file");
		});
	}

	@Test
	void doesNotStartWithSettingsThatMakeNoSense() {
		for (String setting : new String[] { "http.response-timeout=0s", "http.max-connections=0", "retry.attempts=0",
				"retry.max-interval=1ms", "circuit-breaker.failure-rate=101", "http.max-response-size=0B" }) {
			this.application.withPropertyValues("dibbs.blocks." + setting).run((context) -> {
				assertThat(context).as(setting).hasFailed();
				assertThat(context.getStartupFailure()).rootCause().hasMessageStartingWith("dibbs.blocks.");
			});
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan
	static class Scan {

	}

}

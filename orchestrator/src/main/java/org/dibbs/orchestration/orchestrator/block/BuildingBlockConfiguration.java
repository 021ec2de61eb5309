package org.dibbs.orchestration.orchestrator.block;

import java.time.Clock;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the HTTP client that calls the building blocks. The registries are beans so that
 * their circuit breakers and retries can be observed.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuildingBlockProperties.class)
class BuildingBlockConfiguration {

	// A connection idle for less is used without a look at it, which costs a millisecond.
	private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);

	@Bean
	CircuitBreakerRegistry buildingBlockCircuitBreakers(BuildingBlockProperties settings) {
		return CircuitBreakerRegistry.of(CallGuards.breakerConfig(settings.circuitBreaker(), Clock.systemUTC()));
	}

	@Bean
	RetryRegistry buildingBlockRetries() {
		return RetryRegistry.ofDefaults();
	}

	@Bean
	PoolingHttpClientConnectionManager buildingBlockConnections(BuildingBlockProperties settings, SslBundles bundles) {
		return connections(settings.http(), BlockTls.of(bundles));
	}

	@Bean
	CloseableHttpClient buildingBlockHttpClient(PoolingHttpClientConnectionManager buildingBlockConnections,
			BuildingBlockProperties settings) {
		return httpClient(buildingBlockConnections, settings.http());
	}

	@Bean
	BlockAddresses blockAddresses(EndpointCatalog catalog, BuildingBlockProperties settings) {
		return new BlockAddresses(catalog.blocks(), settings.url());
	}

	@Bean
	BuildingBlockClient buildingBlockClient(CloseableHttpClient buildingBlockHttpClient,
			CircuitBreakerRegistry buildingBlockCircuitBreakers, RetryRegistry buildingBlockRetries,
			EndpointCatalog catalog, BlockAddresses addresses, BuildingBlockProperties settings,
			PoolingHttpClientConnectionManager buildingBlockConnections, OpenTelemetry openTelemetry) {
		BlockMetrics metrics = new BlockMetrics(openTelemetry, catalog.blocks());
		metrics.watch(buildingBlockConnections::getTotalStats);
		return new HttpBuildingBlockClient(new HttpTransport(buildingBlockHttpClient, settings.http()),
				new CallGuards(buildingBlockCircuitBreakers, buildingBlockRetries, settings.retry(), catalog.blocks(),
						metrics),
				addresses, settings);
	}

	static CloseableHttpClient httpClient(PoolingHttpClientConnectionManager connections,
			BuildingBlockProperties.Http settings) {
		Timeout responseTimeout = Timeout.of(settings.responseTimeout());
		RequestConfig requests = RequestConfig.custom()
			.setResponseTimeout(responseTimeout)
			.setConnectionRequestTimeout(responseTimeout)
			.setProtocolUpgradeEnabled(false)
			.setAuthenticationEnabled(false)
			.setRedirectsEnabled(false)
			.build();
		return HttpClients.custom()
			.setConnectionManager(connections)
			.setDefaultRequestConfig(requests)
			.setUserAgent("dibbs-orchestrator")
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableContentCompression()
			.disableAuthCaching()
			.disableConnectionState()
			.evictExpiredConnections()
			.evictIdleConnections(TimeValue.of(settings.idleTimeout()))
			.build();
	}

	static PoolingHttpClientConnectionManager connections(BuildingBlockProperties.Http settings) {
		return connections(settings, null);
	}

	private static PoolingHttpClientConnectionManager connections(BuildingBlockProperties.Http settings,
			@Nullable TlsSocketStrategy tls) {
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setTlsSocketStrategy(tls)
			.setMaxConnPerRoute(settings.maxConnectionsPerService())
			.setMaxConnTotal(settings.maxConnections())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(settings.connectTimeout()))
				.setSocketTimeout(Timeout.of(settings.responseTimeout()))
				.setIdleTimeout(Timeout.of(settings.idleTimeout()))
				.setValidateAfterInactivity(VALIDATE_AFTER)
				.build())
			.build();
	}

}

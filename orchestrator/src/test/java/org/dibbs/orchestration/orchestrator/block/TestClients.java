package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.dibbs.orchestration.json.JsonFragment;

import org.springframework.util.unit.DataSize;

/**
 * Clients with short pauses, against one base URL for all services.
 */
final class TestClients implements AutoCloseable {

	final RecordedMetrics metrics = new RecordedMetrics();

	static final JsonFragment BODY = JsonFragment.literal("{\"a\":\"\u00e9\"}");

	static final BuildingBlockEndpoint NAMES = endpoint(BuildingBlock.INGESTION, "standardize_names", true);

	static final BuildingBlockEndpoint SAVE = endpoint(BuildingBlock.ECR_VIEWER, "save-fhir-data", false);

	private final CloseableHttpClient http;

	private final BuildingBlockClient client;

	private TestClients(BuildingBlockProperties settings, Clock clock) {
		this.http = BuildingBlockConfiguration.httpClient(BuildingBlockConfiguration.connections(settings.http()),
				settings.http());
		CallGuards guards = new CallGuards(
				CircuitBreakerRegistry.of(CallGuards.breakerConfig(settings.circuitBreaker(), clock)),
				RetryRegistry.ofDefaults(), settings.retry(), BuildingBlock.SHIPPED,
				new BlockMetrics(this.metrics.openTelemetry(), BuildingBlock.SHIPPED));
		this.client = new HttpBuildingBlockClient(new HttpTransport(this.http, settings.http()), guards,
				new BlockAddresses(BuildingBlock.SHIPPED, settings.url()), settings);
	}

	static TestClients of(String url) {
		return of(settings(url, http(Duration.ofSeconds(20), DataSize.ofMegabytes(1)), retry(1), breaker(100)));
	}

	static TestClients of(BuildingBlockProperties settings) {
		return new TestClients(settings, Clock.systemUTC());
	}

	static TestClients of(BuildingBlockProperties settings, Clock clock) {
		return new TestClients(settings, clock);
	}

	static BuildingBlockProperties settings(String url, BuildingBlockProperties.Http http,
			BuildingBlockProperties.Retry retry, BuildingBlockProperties.CircuitBreaker breaker) {
		return new BuildingBlockProperties(new BuildingBlockProperties.Url(url, url, url, url, url, url), http, retry,
				breaker);
	}

	static BuildingBlockProperties.Http http(Duration responseTimeout, DataSize maxResponseSize) {
		return new BuildingBlockProperties.Http(Duration.ofSeconds(2), responseTimeout, Duration.ofSeconds(3), 512,
				1024, maxResponseSize);
	}

	static BuildingBlockProperties.Retry retry(long initialMillis) {
		return new BuildingBlockProperties.Retry(3, Duration.ofMillis(initialMillis),
				Duration.ofMillis(initialMillis * 2));
	}

	static BuildingBlockProperties.CircuitBreaker breaker(int minimumCalls) {
		return new BuildingBlockProperties.CircuitBreaker(minimumCalls, minimumCalls, 80, Duration.ofSeconds(10), 2);
	}

	/** A URL on which nobody listens. */
	static String deadUrl() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "http://127.0.0.1:" + socket.getLocalPort();
		}
	}

	ServiceResponse post(BuildingBlockEndpoint endpoint) {
		return post(endpoint, "/" + endpoint.name());
	}

	ServiceResponse post(BuildingBlockEndpoint endpoint, String path) {
		return this.client.post(endpoint, path, BODY);
	}

	@Override
	public void close() throws IOException {
		this.http.close();
	}

	private static BuildingBlockEndpoint endpoint(BuildingBlock block, String name, boolean repeatable) {
		return new BuildingBlockEndpoint(block, name, repeatable, StepInput::data,
				(response) -> StepResult.Continue.unchanged());
	}

}

package org.dibbs.orchestration.orchestrator.block;

import java.util.concurrent.Callable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;

/**
 * Calls building blocks over HTTP: each attempt under the service's circuit breaker,
 * again where that is safe, and with errors that name the service and the endpoint.
 */
final class HttpBuildingBlockClient implements BuildingBlockClient {

	private final HttpTransport transport;

	private final CallGuards guards;

	private final BuildingBlockProperties settings;

	private final BlockAddresses addresses;

	HttpBuildingBlockClient(HttpTransport transport, CallGuards guards, BlockAddresses addresses,
			BuildingBlockProperties settings) {
		this.transport = transport;
		this.guards = guards;
		this.addresses = addresses;
		this.settings = settings;
	}

	@Override
	public ServiceResponse post(BuildingBlockEndpoint endpoint, String path, JsonFragment body) {
		BlockAddress address = this.addresses.of(endpoint.block());
		if (address == null) {
			throw new BuildingBlockException(
					"service " + service(endpoint) + " has no base URL; set " + endpoint.block().urlSetting());
		}
		Call call = new Call(address, EndpointPath.plain(path), body);
		try {
			return this.guards.call(endpoint, call);
		}
		catch (CallFailure ex) {
			ServiceResponse response = ex.response();
			if (response != null) {
				return response;
			}
			throw new BuildingBlockException(describe(endpoint, ex, call.attempts),
					ex.kind().outcome(endpoint.repeatable()), ex.kind().reason(), ex);
		}
		catch (CallNotPermittedException ex) {
			throw new BuildingBlockException(
					"service " + service(endpoint)
							+ " is cut off by its circuit breaker after too many failures; it is tried again within "
							+ this.settings.circuitBreaker().openDuration().toSeconds() + " s",
					FailureKind.TRANSIENT, FailureReason.CIRCUIT_OPEN, ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("a call fails with " + ex.getClass().getSimpleName(), ex);
		}
	}

	private static String describe(BuildingBlockEndpoint endpoint, CallFailure failure, int attempts) {
		String verb = (failure.kind() == Kind.NOT_REACHED || failure.kind() == Kind.NO_CONNECTION)
				? " could not be reached at " : " gave no usable answer at ";
		String text = "service " + service(endpoint) + verb + endpoint.name() + ": " + failure.getMessage() + " ("
				+ attempts + ((attempts == 1) ? " attempt)" : " attempts)");
		return (!endpoint.repeatable() && failure.kind().isUnknownOutcome())
				? text + "; whether it took effect is not known" : text;
	}

	private static String service(BuildingBlockEndpoint endpoint) {
		return endpoint.block().serviceKeys().getFirst();
	}

	/** One call, which counts its attempts. Used by the calling thread only. */
	private final class Call implements Callable<ServiceResponse> {

		private final BlockAddress address;

		private final String path;

		private final JsonFragment body;

		private int attempts;

		Call(BlockAddress address, String path, JsonFragment body) {
			this.address = address;
			this.path = path;
			this.body = body;
		}

		@Override
		public ServiceResponse call() throws CallFailure {
			this.attempts++;
			ServiceResponse response = HttpBuildingBlockClient.this.transport.post(this.address, this.path, this.body);
			return switch (response.status()) {
				case 503 -> throw new CallFailure(Kind.UNAVAILABLE, response);
				case 502, 504 -> throw new CallFailure(Kind.BAD_GATEWAY, response);
				default -> response;
			};
		}

	}

}

package org.dibbs.orchestration.orchestrator.block;

import java.util.Collection;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * All endpoints a workflow step can name. Immutable.
 */
@Component
public class EndpointCatalog {

	private final List<BuildingBlockEndpoint> endpoints;

	/**
	 * Creates the catalogue.
	 * @param endpoints the endpoints of all services
	 */
	public EndpointCatalog(Collection<BuildingBlockEndpoint> endpoints) {
		this.endpoints = List.copyOf(endpoints);
	}

	/**
	 * The endpoint that a step names.
	 * @param service the step's service key
	 * @param path the step's endpoint, of which the last segment counts
	 * @return the endpoint
	 * @throws StepInputException if the service or the endpoint is unknown; the text
	 * lists the known ones
	 */
	public BuildingBlockEndpoint get(String service, String path) {
		BuildingBlock block = BuildingBlock.of(service);
		if (block == null) {
			throw new StepInputException("there is no service '" + service + "'; the known services are " + services());
		}
		String name = path.substring(path.lastIndexOf('/') + 1);
		return this.endpoints.stream()
			.filter((endpoint) -> endpoint.block() == block && endpoint.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new StepInputException("service '" + service + "' has no endpoint '" + path
					+ "'; its endpoints are " + endpointsOf(block)));
	}

	/**
	 * Checks what a config says before anything runs it.
	 * @param service the step's service key
	 * @param path the step's endpoint
	 * @throws StepInputException if a run could not call it; the text says why
	 */
	public void check(String service, String path) {
		get(service, path);
		EndpointPath.plain(path);
	}

	private static List<String> services() {
		return List.of(BuildingBlock.values()).stream().flatMap((block) -> block.serviceKeys().stream()).toList();
	}

	List<String> endpointsOf(BuildingBlock block) {
		return this.endpoints.stream()
			.filter((endpoint) -> endpoint.block() == block)
			.map(BuildingBlockEndpoint::name)
			.toList();
	}

}

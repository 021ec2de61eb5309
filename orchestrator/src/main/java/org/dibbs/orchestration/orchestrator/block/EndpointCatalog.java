package org.dibbs.orchestration.orchestrator.block;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * All endpoints a workflow step can name. Immutable.
 */
@Component
public class EndpointCatalog {

	private final List<BuildingBlockEndpoint> endpoints;

	private final List<BuildingBlock> blocks;

	/**
	 * Creates the catalogue.
	 * @param endpoints the endpoints of all services
	 */
	public EndpointCatalog(Collection<BuildingBlockEndpoint> endpoints) {
		this.endpoints = List.copyOf(endpoints);
		this.blocks = Stream
			.concat(BuildingBlock.SHIPPED.stream(), this.endpoints.stream().map(BuildingBlockEndpoint::block))
			.distinct()
			.toList();
	}

	/**
	 * Whether a step can name a service.
	 * @param service any text
	 * @return true if it is the key of a service
	 */
	public boolean hasService(String service) {
		return this.blocks.stream().anyMatch((block) -> block.serviceKeys().contains(service));
	}

	/**
	 * The endpoint that a step names.
	 * @param service the step's service key
	 * @param path the step's endpoint; of services that come with the software the last
	 * segment counts
	 * @return the endpoint
	 * @throws StepInputException if the service or the endpoint is unknown; the text
	 * lists the known ones
	 */
	public BuildingBlockEndpoint get(String service, String path) {
		BuildingBlock block = this.blocks.stream()
			.filter((candidate) -> candidate.serviceKeys().contains(service))
			.findFirst()
			.orElseThrow(() -> new StepInputException(
					"there is no service '" + service + "'; the known services are " + services()));
		return this.endpoints.stream()
			.filter((endpoint) -> endpoint.block() == block && endpoint.isAt(path))
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

	/**
	 * Everything that a step can name.
	 * @return each key of each service with each endpoint of that service
	 */
	public List<Callable> callables() {
		return this.endpoints.stream()
			.flatMap((endpoint) -> endpoint.block()
				.serviceKeys()
				.stream()
				.map((key) -> new Callable(key, EndpointPath.lastSegment(endpoint.name()))))
			.distinct()
			.toList();
	}

	private List<String> services() {
		return this.blocks.stream().flatMap((block) -> block.serviceKeys().stream()).toList();
	}

	/** All services, those that come with the software first. */
	List<BuildingBlock> blocks() {
		return this.blocks;
	}

	List<String> endpointsOf(BuildingBlock block) {
		return this.endpoints.stream()
			.filter((endpoint) -> endpoint.block() == block)
			.map(BuildingBlockEndpoint::name)
			.toList();
	}

	/**
	 * Something that a step can name.
	 *
	 * @param service a key of a service
	 * @param endpoint the last segment of the path of one of its endpoints
	 */
	public record Callable(String service, String endpoint) {

	}

}

package org.dibbs.orchestration.orchestrator.block.declared;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.EndpointPath;
import org.dibbs.orchestration.orchestrator.block.ResponseUnpacker;
import org.jspecify.annotations.Nullable;

/**
 * Makes endpoints of declarations and finds all that is wrong with them. Used once, by
 * one thread.
 */
final class Declarations {

	// As the keys of the services that come with the software are. Without dashes, they
	// also cannot be mistaken for one of the names the client's guards make of them.
	private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

	private final Path file;

	private final List<String> errors = new ArrayList<>();

	private final Set<String> names = new HashSet<>();

	/**
	 * Begins.
	 * @param file where the declarations stand, for errors
	 */
	Declarations(Path file) {
		this.file = file;
	}

	/**
	 * Makes endpoints.
	 * @param declarations the services
	 * @return their endpoints in order
	 * @throws DeclarationException if anything is wrong
	 */
	List<BuildingBlockEndpoint> endpoints(List<BlockDeclaration> declarations) {
		List<BuildingBlockEndpoint> endpoints = new ArrayList<>();
		for (int i = 0; i < declarations.size(); i++) {
			BlockDeclaration declaration = declarations.get(i);
			String place = "building-blocks[" + i + "]" + ((declaration.name() != null && !declaration.name().isBlank())
					? " (" + declaration.name() + ")" : "");
			checkName(place, declaration.name());
			BuildingBlock block = block(place, declaration);
			endpoints.addAll(endpoints(place, block, declaration));
		}
		if (!this.errors.isEmpty()) {
			throw new DeclarationException(this.file, this.errors);
		}
		return endpoints;
	}

	private void checkName(String place, @Nullable String name) {
		if (name == null || name.isBlank()) {
			this.errors.add(place + " has no name");
		}
		else if (!KEY.matcher(name).matches()) {
			this.errors.add(place + ": a name has lower-case letters, digits and '_', begins with a letter and has at"
					+ " most 64 characters");
		}
		else if (BuildingBlock.isShipped(name)) {
			this.errors.add(place + ": a building block that comes with the software has that name; choose another");
		}
		else if (!this.names.add(name)) {
			this.errors.add(place + ": there is another building block of that name");
		}
	}

	// Where something is wrong, the endpoints are checked with a service in its place.
	private BuildingBlock block(String place, BlockDeclaration declaration) {
		if (!declaration.healthPath().equals("/") && !EndpointPath.isPlain(declaration.healthPath())) {
			this.errors.add(place + ": health-path must be a plain path such as /health");
		}
		if (declaration.url() == null || declaration.url().isBlank()) {
			this.errors.add(place + " has no url");
		}
		else {
			try {
				return BuildingBlock.declared((declaration.name() != null) ? declaration.name() : "", declaration.url(),
						place + ": url", declaration.healthPath());
			}
			catch (IllegalArgumentException ex) {
				this.errors.add(String.valueOf(ex.getMessage()));
			}
		}
		return BuildingBlock.VALIDATION;
	}

	private List<BuildingBlockEndpoint> endpoints(String place, BuildingBlock block, BlockDeclaration declaration) {
		List<EndpointDeclaration> declared = declaration.endpoints();
		if (declared == null || declared.isEmpty()) {
			this.errors.add(place + " has no endpoints");
			return List.of();
		}
		List<BuildingBlockEndpoint> endpoints = new ArrayList<>();
		Set<String> paths = new HashSet<>();
		for (int i = 0; i < declared.size(); i++) {
			EndpointDeclaration endpoint = declared.get(i);
			String path = path(place + ", endpoints[" + i + "]", endpoint, paths);
			checkMembers(place + ", endpoints[" + i + "]", endpoint);
			endpoints.add(new BuildingBlockEndpoint(block, path, endpoint.repeatable(),
					new DeclaredRequestBuilder(endpoint), unpacker(block, endpoint)));
		}
		return endpoints;
	}

	private String path(String place, EndpointDeclaration endpoint, Set<String> paths) {
		String path = (endpoint.path() != null) ? endpoint.path() : "";
		if (path.isBlank()) {
			this.errors.add(place + " has no path");
		}
		else if (!EndpointPath.isPlain(path)) {
			this.errors.add(place + ": path must be a plain path such as /check, without scheme, host or query");
		}
		else if (!paths.add(path)) {
			this.errors.add(place + ": there is another endpoint with the path " + path);
		}
		return path;
	}

	private void checkMembers(String place, EndpointDeclaration endpoint) {
		List<String> members = Stream.of(endpoint.dataMember(), endpoint.messageTypeMember(), endpoint.rrDataMember())
			.filter((member) -> member != null)
			.toList();
		if (members.stream().anyMatch(String::isEmpty) || "".equals(endpoint.resultMember())) {
			this.errors.add(place + ": the name of a member must not be empty; leave it out for none");
		}
		if (new HashSet<>(members).size() < members.size()) {
			this.errors.add(place + ": two members of the request have the same name");
		}
	}

	private static ResponseUnpacker unpacker(BuildingBlock block, EndpointDeclaration endpoint) {
		return (endpoint.resultMember() != null) ? new ResultUnpacker(block, endpoint.resultMember())
				: new UnchangedUnpacker();
	}

}

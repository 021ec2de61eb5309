package org.dibbs.orchestration.sandbox.server;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint answers which path.
 *
 * @param blocks the building blocks' endpoints by path, all called by POST
 * @param admin the tester's endpoints, by verb, blank and path
 */
public record Routes(Map<String, Endpoint> blocks, Map<String, Endpoint> admin) {

	public Routes {
		blocks = Map.copyOf(blocks);
		admin = Map.copyOf(admin);
	}

	@Nullable Endpoint block(String method, String path) {
		return "POST".equals(method) ? this.blocks.get(path) : null;
	}

	Answer other(String method, String path, byte[] body) {
		Endpoint endpoint = this.admin.get(method + " " + path);
		if (endpoint != null) {
			return endpoint.answer(body);
		}
		if (isHealth(path)) {
			return "GET".equals(method) ? Answer.ok(Json.object().put("status", "OK")) : notAllowed();
		}
		boolean known = this.blocks.containsKey(path)
				|| this.admin.keySet().stream().anyMatch((name) -> name.endsWith(" " + path));
		return known ? notAllowed() : Answer.detail(404, "Not Found");
	}

	private boolean isHealth(String path) {
		String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return bare.isEmpty() || prefixes().contains(bare);
	}

	private Set<String> prefixes() {
		Set<String> prefixes = new LinkedHashSet<>();
		this.blocks.keySet().forEach((path) -> prefixes.add(path.substring(0, path.indexOf('/', 1))));
		return prefixes;
	}

	private static Answer notAllowed() {
		return Answer.detail(405, "Method Not Allowed");
	}

}

package org.dibbs.orchestration.gateway.routing;

import org.springframework.web.server.ServerWebExchange;

/**
 * The prefix a request came with, for those who write addresses of ours into answers.
 */
public final class PathPrefix {

	private static final String ATTRIBUTE = PathPrefix.class.getName();

	private PathPrefix() {
	}

	static void set(ServerWebExchange exchange, String prefix) {
		exchange.getAttributes().put(ATTRIBUTE, prefix);
	}

	/**
	 * The prefix of a request.
	 * @param exchange the request
	 * @return the prefix that was cut off its path, or nothing
	 */
	public static String of(ServerWebExchange exchange) {
		return exchange.getAttributeOrDefault(ATTRIBUTE, "");
	}

}

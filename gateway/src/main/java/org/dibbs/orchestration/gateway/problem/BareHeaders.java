package org.dibbs.orchestration.gateway.problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * What every answer tells browsers and caches, on those that the server gives before any
 * filter sees the request.
 */
public final class BareHeaders {

	private static final String MARK = "X-Content-Type-Options";

	private static final List<Map.Entry<String, String>> HEADERS = List.of(Map.entry("Cache-Control", "no-store"),
			Map.entry(MARK, "nosniff"), Map.entry("X-Frame-Options", "DENY"),
			Map.entry("Referrer-Policy", "no-referrer"));

	private BareHeaders() {
	}

	/**
	 * Adds them where no filter has.
	 * @param headers those of an answer
	 */
	static void addTo(HttpHeaders headers) {
		if (!headers.contains(MARK)) {
			HEADERS.forEach((header) -> headers.set(header.getKey(), header.getValue()));
		}
	}

	/**
	 * The same as they are sent.
	 * @return lines, the last with its end
	 */
	public static String lines() {
		return HEADERS.stream()
			.map((header) -> header.getKey() + ": " + header.getValue() + "\r\n")
			.collect(Collectors.joining());
	}

}

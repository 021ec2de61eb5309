package org.dibbs.orchestration.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Knows no path that two services could read in two ways: with path parameters, or with
 * slashes, control characters or broken UTF-8 behind percent signs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class PathCheckFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return isPlain(exchange.getRequest().getURI().getRawPath()) ? chain.filter(exchange)
				: Mono.error(() -> new ProblemException(ProblemKind.NOT_FOUND, ProblemKind.NOT_FOUND.title()));
	}

	/**
	 * Whether a path can be read in one way only.
	 * @param path the path as it was sent, each percent sign followed by two hex digits
	 * @return false where it has to be refused
	 */
	static boolean isPlain(String path) {
		if (path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
			return false;
		}
		return path.indexOf('%') < 0 || isPlainDecoded(path);
	}

	private static boolean isPlainDecoded(String path) {
		byte[] bytes = new byte[path.length()];
		int count = 0;
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (c != '%') {
				bytes[count++] = (c < 0x80) ? (byte) c : (byte) '?';
				continue;
			}
			int value = Integer.parseInt(path, i + 1, i + 3, 16);
			if (value < ' ' || value == '/' || value == '\\' || value == 0x7F) {
				return false;
			}
			bytes[count++] = (byte) value;
			i += 2;
		}
		return isUtf8(bytes, count);
	}

	private static boolean isUtf8(byte[] bytes, int count) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}

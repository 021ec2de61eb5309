package org.dibbs.orchestration.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses a body that says it is too large before any of it is passed on, and one that
 * does not say as soon as it is.
 */
class BodyLimitFilter implements GatewayFilter {

	private final DataSize limit;

	BodyLimitFilter(DataSize limit) {
		this.limit = limit;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		if (exchange.getRequest().getHeaders().getContentLength() > this.limit.toBytes()) {
			return Mono.error(tooLarge());
		}
		return chain.filter(exchange.mutate().request(new LimitedRequest(exchange.getRequest())).build());
	}

	private ProblemException tooLarge() {
		return new ProblemException(ProblemKind.TOO_LARGE,
				"The body may have at most " + this.limit.toBytes() + " bytes here.");
	}

	/** A body that ends with an error where it becomes too large. */
	private final class LimitedRequest extends ServerHttpRequestDecorator {

		LimitedRequest(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			AtomicLong passed = new AtomicLong();
			return super.getBody().handle((piece, sink) -> {
				if (passed.addAndGet(piece.readableByteCount()) <= BodyLimitFilter.this.limit.toBytes()) {
					sink.next(piece);
				}
				else {
					DataBufferUtils.release(piece);
					sink.error(tooLarge());
				}
			});
		}

	}

}

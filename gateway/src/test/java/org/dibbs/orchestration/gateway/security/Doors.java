package org.dibbs.orchestration.gateway.security;

import java.util.concurrent.atomic.AtomicReference;

import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.ServerWebExchange;

/**
 * The filters that let callers in, as the front door has them, with nothing behind.
 */
final class Doors {

	private final RecordedMetrics metrics = new RecordedMetrics();

	private final WebFilterChainProxy filters;

	private final AtomicReference<@Nullable ServerWebExchange> passed = new AtomicReference<>();

	Doors(AuthenticationMode mode, KeyDirectory keys, @Nullable TokenReader tokens) {
		FilterChainConfiguration configuration = new FilterChainConfiguration();
		Refusals refusals = new Refusals(new RefusalMetrics(this.metrics.openTelemetry()));
		this.filters = new WebFilterChainProxy(configuration.securityFilters(ServerHttpSecurity.http(), mode,
				new CallerFinder(mode, keys, tokens), refusals));
		this.filters.setFirewall(configuration.pathsAreCheckedBefore());
	}

	/**
	 * Asks to be let in.
	 * @param request what is asked
	 * @return what came of it
	 */
	Asked ask(MockServerHttpRequest.BaseBuilder<?> request) {
		this.passed.set(null);
		MockServerWebExchange exchange = MockServerWebExchange.from(request);
		Problem problem = this.filters.filter(exchange, (next) -> {
			this.passed.set(next);
			return Mono.empty();
		})
			.then(Mono.<Problem>empty())
			.onErrorResume(ProblemException.class, (refused) -> Mono.just(refused.problem()))
			.block();
		return new Asked(exchange, this.passed.get(), problem);
	}

	/**
	 * How often callers were refused.
	 * @param reason why
	 * @return the number
	 */
	double refused(String reason) {
		return this.metrics.of(Instrument.GATEWAY_DENIED).getOrDefault(reason, 0.0);
	}

	/**
	 * What came of a request.
	 *
	 * @param exchange the request and its answer
	 * @param passed what was let through, or null
	 * @param problem why it was not, or null
	 */
	record Asked(MockServerWebExchange exchange, @Nullable ServerWebExchange passed, @Nullable Problem problem) {

	}

}

package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.dibbs.orchestration.gateway.problem.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses what a caller asks on top of its limits, with 429 and when to come back. Comes
 * after whoever finds out who the caller is. Questions about the health of the service
 * are not counted.
 */
@Component
@Order(LimitFilter.ORDER)
class LimitFilter implements WebFilter {

	/** Spring Security's filters have -100. */
	static final int ORDER = -50;

	/** What a body counts whose size nobody says beforehand. */
	static final long UNKNOWN_SIZE = 1024 * 1024;

	private static final String MANAGEMENT = "/actuator";

	private final LimitProperties properties;

	private final Allowances allowances;

	private final LimitMetrics metrics;

	LimitFilter(LimitProperties properties, Allowances allowances, LimitMetrics metrics) {
		this.properties = properties;
		this.allowances = allowances;
		this.metrics = metrics;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getURI().getRawPath();
		if (path.length() <= 1 || path.startsWith(MANAGEMENT)) {
			return chain.filter(exchange);
		}
		Caller who = known(exchange);
		if (who == null && this.properties.anonymousRequestsPerSecond() == 0) {
			return chain.filter(exchange);
		}
		Allowance allowance = (who != null) ? this.allowances.of(who) : this.allowances.ofAnonymous();
		long wait = allowance.takeRequest();
		if (wait > 0) {
			return refuse(exchange, LimitReason.RATE, wait);
		}
		if (who == null || !exchange.getRequest().getMethod().equals(HttpMethod.POST)) {
			return chain.filter(exchange);
		}
		return withMessage(exchange, chain, allowance);
	}

	private static @Nullable Caller known(ServerWebExchange exchange) {
		Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
		return Caller.OPEN.equals(caller) ? null : caller;
	}

	private Mono<Void> withMessage(ServerWebExchange exchange, WebFilterChain chain, Allowance allowance) {
		long declared = exchange.getRequest().getHeaders().getContentLength();
		long size = (declared >= 0) ? declared : UNKNOWN_SIZE;
		LimitReason reason = allowance.takeMessage(size, this.properties.messagesInFlight(),
				this.properties.bytesInFlight().toBytes());
		if (reason != null) {
			return refuse(exchange, reason, 1);
		}
		AtomicBoolean held = new AtomicBoolean(true);
		return chain.filter(exchange).doFinally((signal) -> {
			if (held.compareAndSet(true, false)) {
				allowance.giveBack(size);
			}
		});
	}

	private Mono<Void> refuse(ServerWebExchange exchange, LimitReason reason, long waitNanos) {
		this.metrics.limited(reason);
		long seconds = Math.max(1, Duration.ofNanos(waitNanos).plusMillis(999).toSeconds());
		exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		Problem problem = Problem.of(ProblemKind.TOO_MANY, reason.detail() + " Try again later.");
		return ProblemAnswers.of(problem, exchange.getRequest(), null).writeTo(exchange.getResponse());
	}

}

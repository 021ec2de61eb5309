package org.dibbs.orchestration.gateway.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditOutcome;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.audit.AuditTrail;
import org.dibbs.orchestration.audit.AuditedRequest;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.security.Caller;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Tells who sent a message, and who was not let in, when the answer begins. What a worker
 * does for a caller is told there. A submission is named by the header of its answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter implements WebFilter {

	private static final String SUBMISSION_ID = "Submission-Id";

	/** What nginx made usual for a caller who has left. */
	private static final int LEFT = 499;

	private final AuditTrail trail;

	AuditFilter(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		AuditedRequest audited = AuditedRequest.of(request.getMethod().name(), request.getURI().getRawPath());
		AtomicBoolean told = new AtomicBoolean();
		ServerHttpResponse response = exchange.getResponse();
		response.beforeCommit(() -> {
			HttpStatusCode status = response.getStatusCode();
			int code = (status != null) ? status.value() : HttpStatus.OK.value();
			if (isOnRecord(audited, code) && told.compareAndSet(false, true)) {
				tell(exchange, audited, code, AuditOutcome.ofStatus(code));
			}
			return Mono.empty();
		});
		if (audited.action() != AuditAction.SUBMIT) {
			return chain.filter(exchange);
		}
		// Whoever hangs up may have sent a message all the same.
		return chain.filter(exchange).doFinally((signal) -> {
			if (signal == SignalType.CANCEL && told.compareAndSet(false, true)) {
				tell(exchange, audited, LEFT, AuditOutcome.FAILED);
			}
		});
	}

	private static boolean isOnRecord(AuditedRequest audited, int status) {
		return audited.action() == AuditAction.SUBMIT || status == HttpStatus.UNAUTHORIZED.value()
				|| status == HttpStatus.FORBIDDEN.value();
	}

	private void tell(ServerWebExchange exchange, AuditedRequest audited, int status, AuditOutcome outcome) {
		Caller who = exchange.getAttribute(Caller.ATTRIBUTE);
		// Who was not let in is nobody we know; whoever else has no name came by an open
		// door.
		boolean unknown = who == null && status == HttpStatus.UNAUTHORIZED.value();
		Caller caller = (who != null) ? who : Caller.OPEN;
		String id = exchange.getResponse().getHeaders().getFirst(SUBMISSION_ID);
		this.trail.add(new AuditRecord(SubmissionId.next().value(), Instant.now(), AuditConfiguration.SOURCE,
				unknown ? "" : caller.tenant(), unknown ? "" : caller.subject(), audited.action(),
				Objects.requireNonNullElse(id, audited.target()), outcome, status));
	}

}

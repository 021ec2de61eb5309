package org.dibbs.orchestration.orchestrator.audit;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.audit.AuditTrail;
import org.dibbs.orchestration.audit.AuditedRequest;
import org.dibbs.orchestration.orchestrator.web.CallerName;
import org.dibbs.orchestration.security.Caller;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells what callers do at a worker: it is where a result is given out, a config changes
 * and a replay begins, whichever front door the call came by.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuditRequestFilter extends OncePerRequestFilter {

	private final AuditTrail trail;

	AuditRequestFilter(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		finally {
			tell(request, status);
		}
	}

	private void tell(HttpServletRequest request, int status) {
		AuditedRequest audited = AuditedRequest.of(request.getMethod(), request.getRequestURI());
		boolean refused = status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
		// Who asks for a result that is not there yet has not read it.
		boolean isNotYet = audited.action() == AuditAction.READ_RESULT && status == HttpServletResponse.SC_ACCEPTED;
		if (refused || (audited.action() != AuditAction.OTHER && !isNotYet)) {
			this.trail.add(record(request, audited, status));
		}
	}

	private static AuditRecord record(HttpServletRequest request, AuditedRequest audited, int status) {
		if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller && !caller.equals(Caller.OPEN)) {
			return AuditRecord.of(AuditConfiguration.SOURCE, caller.tenant(), caller.subject(), audited.action(),
					audited.target(), status);
		}
		if (status == HttpServletResponse.SC_UNAUTHORIZED) {
			return AuditRecord.of(AuditConfiguration.SOURCE, "", "", audited.action(), audited.target(), status);
		}
		// Where the door is open, a proxy may know the name.
		return AuditRecord.of(AuditConfiguration.SOURCE, Caller.DEFAULT_TENANT,
				CallerName.of(request.getHeader(CallerName.HEADER)), audited.action(), audited.target(), status);
	}

}

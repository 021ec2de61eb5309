package org.dibbs.orchestration.orchestrator.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dibbs.orchestration.security.Caller;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves who calls in the attribute {@link Caller#ATTRIBUTE}, for whoever decides what
 * that caller sees and for the audit.
 */
final class CallerFilter extends OncePerRequestFilter {

	private final boolean open;

	/**
	 * Makes the filter.
	 * @param open whether everybody may do everything
	 */
	CallerFilter(boolean open) {
		this.open = open;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.open) {
			request.setAttribute(Caller.ATTRIBUTE, Caller.OPEN);
		}
		else if (SecurityContextHolder.getContext().getAuthentication() instanceof Authentication known
				&& known.getPrincipal() instanceof Caller caller) {
			request.setAttribute(Caller.ATTRIBUTE, caller);
		}
		chain.doFilter(request, response);
	}

}

package org.dibbs.orchestration.orchestrator.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes two liberties away that Spring MVC grants: what follows a semicolon in a path is
 * not dropped but makes it another path, which is none of ours; and OPTIONS is answered
 * with the verbs of the path whether or not a browser asks before a call to another
 * origin, which we do not serve.
 */
@Component
@Order(PlainRequestFilter.ORDER)
class PlainRequestFilter extends OncePerRequestFilter {

	/** Before Spring Security's filters, which do not look at the form of paths. */
	static final int ORDER = -200;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getRequestURI().contains(";")) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}
		else if ("OPTIONS".equals(request.getMethod())) {
			chain.doFilter(new SameOrigin(request), new WithoutEmptyHeaders(response));
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/** A request without what makes it a preflight request. */
	private static final class SameOrigin extends HttpServletRequestWrapper {

		SameOrigin(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD.equalsIgnoreCase(name) ? null : super.getHeader(name);
		}

	}

	/** A response that leaves out the list of patch formats, which is empty. */
	private static final class WithoutEmptyHeaders extends HttpServletResponseWrapper {

		WithoutEmptyHeaders(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void addHeader(String name, @Nullable String value) {
			if (!"".equals(value)) {
				super.addHeader(name, value);
			}
		}

		@Override
		public void setHeader(String name, @Nullable String value) {
			if (!"".equals(value)) {
				super.setHeader(name, value);
			}
		}

	}

}

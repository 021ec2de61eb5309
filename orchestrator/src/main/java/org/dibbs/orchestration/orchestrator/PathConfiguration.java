package org.dibbs.orchestration.orchestrator;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has paths that no config can have answered in the contract's words: what Tomcat would
 * refuse with a page of its own reaches the controllers where it can, and what Spring
 * would overlook is refused.
 */
@Configuration(proxyBeanMethods = false)
class PathConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> oddPaths() {
		return (factory) -> {
			factory.addConnectorCustomizers((connector) -> {
				// A segment of the path stays one segment, so that its controller says
				// what is wrong with the name.
				connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
				connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
			});
			factory.addContextCustomizers((context) -> ((StandardHost) context.getParent())
				.setErrorReportValveClass(RefusedRequestValve.class.getName()));
		};
	}

	@Bean
	PathParameterFilter pathParameterFilter() {
		return new PathParameterFilter();
	}

	/**
	 * Refuses {@code /configs/a;b}, which Spring takes for {@code /configs/a}.
	 */
	static final class PathParameterFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (request.getRequestURI().indexOf(';') >= 0) {
				response.sendError(HttpServletResponse.SC_BAD_REQUEST);
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

}

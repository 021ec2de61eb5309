package org.dibbs.orchestration.orchestrator.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dibbs.orchestration.security.AccessRules;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.HeaderBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.util.UriUtils;

/**
 * Who may call the worker: Spring Security's filters, inside the one of the audit. A
 * worker is a second line behind the front doors: it looks once more at what the caller
 * may do.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class FilterChainConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(FilterChainConfiguration.class);

	private static final String FILTERS = "springSecurityFilterChain";

	/** As Spring Boot has it. */
	private static final int ORDER = -100;

	@Bean
	Door door(@Value("${dibbs.security.internal-secret}") String secret,
			@Value("${dibbs.security.previous-internal-secret}") String previous, ServerProperties server) {
		return Door.of(secret, previous, server.getAddress());
	}

	/** Errors are written where the request came by these filters already. */
	@Bean
	DelegatingFilterProxyRegistrationBean securityFilterRegistration() {
		DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean(FILTERS);
		registration.setOrder(ORDER);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	/**
	 * None: the server and the filters before refuse a path that can be read in two ways,
	 * and say so as the project does.
	 */
	@Bean
	HttpFirewall pathsAreCheckedBefore() {
		return new HttpFirewall() {

			@Override
			public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
				return new FirewalledRequest(request) {

					@Override
					public void reset() {
						// Nothing was changed.
					}

				};
			}

			@Override
			public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
				return response;
			}

		};
	}

	@Bean
	SecurityFilterChain securityFilters(HttpSecurity http, Door door) {
		Refusals refusals = new Refusals();
		// There are no cookies and no sessions, so nothing that a page of somebody else
		// could have a browser send along: CSRF has nothing to protect.
		http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			// Of answers that browsers see; front doors add them.
			.headers(AbstractHttpConfigurer::disable)
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.addFilterBefore(new CallerFilter(door.isOpen()), AuthorizationFilter.class);
		if (door.isOpen()) {
			http.authorizeHttpRequests((paths) -> paths.anyRequest().access(FilterChainConfiguration::decideOpenly));
			return http.build();
		}
		http.oauth2ResourceServer((server) -> server.bearerTokenResolver(tokens())
			.authenticationEntryPoint(refusals)
			.accessDeniedHandler(refusals)
			.jwt((jwt) -> jwt.decoder(TokenReader.decoder(door.secrets(), Clock.systemUTC()))
				.jwtAuthenticationConverter(new TokenReader())))
			.authorizeHttpRequests((paths) -> paths.anyRequest().access(FilterChainConfiguration::decide));
		return http.build();
	}

	private static HeaderBearerTokenResolver tokens() {
		return new HeaderBearerTokenResolver(SecurityHeaders.INTERNAL_TOKEN);
	}

	// A front door that shows for whom it calls relies on that being looked at: shown
	// everything, its callers would see what is another tenant's.
	private static AuthorizationDecision decideOpenly(Supplier<? extends @Nullable Authentication> caller,
			RequestAuthorizationContext context) {
		boolean relied = context.getRequest().getHeader(SecurityHeaders.INTERNAL_TOKEN) != null;
		if (relied) {
			logger.error("A front door shows who calls, and INTERNAL_SECRET is not set here to check it");
		}
		return new AuthorizationDecision(!relied);
	}

	private static AuthorizationDecision decide(Supplier<? extends @Nullable Authentication> caller,
			RequestAuthorizationContext context) {
		Scope needed = needed(context.getRequest());
		return new AuthorizationDecision(needed == null || (caller.get() instanceof Authentication known
				&& known.getPrincipal() instanceof Caller somebody && somebody.may(needed)));
	}

	// The path as Spring MVC looks for it, so that both mean the same.
	static @Nullable Scope needed(HttpServletRequest request) {
		return AccessRules.needed(request.getMethod(),
				UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8));
	}

}

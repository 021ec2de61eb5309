package org.dibbs.orchestration.gateway.security;

import org.dibbs.orchestration.security.AccessRules;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is let in: Spring Security's filters, between those that look at the path and the
 * limits of callers. The caller goes on in the attribute {@link Caller#ATTRIBUTE}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class FilterChainConfiguration {

	/**
	 * None: the filters before refuse a path that can be read in two ways, and say so as
	 * the project does.
	 */
	@Bean
	ServerWebExchangeFirewall pathsAreCheckedBefore() {
		return ServerWebExchangeFirewall.INSECURE_NOOP;
	}

	@Bean
	SecurityWebFilterChain securityFilters(ServerHttpSecurity http, AuthenticationMode mode, CallerFinder finder,
			Refusals refusals) {
		// There are no cookies and no sessions, so nothing that a page of somebody else
		// could
		// have a browser send along: CSRF has nothing to protect.
		http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			// Both have filters of their own, before the ones that can refuse a request.
			.cors(ServerHttpSecurity.CorsSpec::disable)
			.headers(ServerHttpSecurity.HeaderSpec::disable)
			.addFilterAfter(new WithoutCredentialsFilter(), SecurityWebFiltersOrder.AUTHORIZATION);
		if (mode.isOpen()) {
			return http.addFilterAt((exchange, chain) -> {
				exchange.getAttributes().put(Caller.ATTRIBUTE, Caller.OPEN);
				return chain.filter(exchange);
			}, SecurityWebFiltersOrder.AUTHENTICATION).build();
		}
		return http.addFilterAt(authentication(finder, refusals), SecurityWebFiltersOrder.AUTHENTICATION)
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.authorizeExchange((paths) -> paths.anyExchange().access(FilterChainConfiguration::decide))
			.build();
	}

	private static AuthenticationWebFilter authentication(CallerFinder finder, Refusals refusals) {
		AuthenticationWebFilter filter = new AuthenticationWebFilter(finder);
		// Whoever asks what everybody may see is not told that his key has ended.
		filter.setRequiresAuthenticationMatcher((exchange) -> (needed(exchange) != null)
				? ServerWebExchangeMatcher.MatchResult.match() : ServerWebExchangeMatcher.MatchResult.notMatch());
		filter.setServerAuthenticationConverter(new CredentialReader());
		filter.setAuthenticationSuccessHandler(FilterChainConfiguration::letIn);
		filter.setAuthenticationFailureHandler(refusals);
		return filter;
	}

	private static Mono<Void> letIn(WebFilterExchange passing, Authentication known) {
		ServerWebExchange exchange = passing.getExchange();
		exchange.getAttributes().put(Caller.ATTRIBUTE, ((KnownCaller) known).caller());
		return passing.getChain().filter(exchange);
	}

	private static Mono<AuthorizationResult> decide(Mono<Authentication> caller, AuthorizationContext context) {
		Scope needed = needed(context.getExchange());
		if (needed == null) {
			return Mono.just(new AuthorizationDecision(true));
		}
		return caller
			.<AuthorizationResult>map((known) -> new AuthorizationDecision(
					known instanceof KnownCaller someone && someone.caller().may(needed)))
			.defaultIfEmpty(new AuthorizationDecision(false));
	}

	private static @Nullable Scope needed(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		return AccessRules.needed(request.getMethod().name(), request.getURI().getPath());
	}

}

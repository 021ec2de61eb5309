package org.dibbs.orchestration.gateway.security;

import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks the issuer for its public keys, where the settings say or where it says itself
 * (OpenID Connect Discovery 1.0). Redirects are not followed.
 */
final class IssuerAddress {

	private static final String DISCOVERY = "/.well-known/openid-configuration";

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final OidcProperties oidc;

	private final WebClient client;

	IssuerAddress(OidcProperties oidc) {
		this.oidc = oidc;
		HttpClient http = HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) LIMIT.toMillis())
			.responseTimeout(LIMIT);
		this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
	}

	/**
	 * Fetches the keys, each time it is subscribed to.
	 * @return what the issuer answers
	 */
	Mono<String> keys() {
		Mono<String> address = this.oidc.jwksUrl().isBlank() ? discover() : Mono.just(this.oidc.jwksUrl());
		return address.flatMap(this::get).timeout(LIMIT.multipliedBy(2));
	}

	private Mono<String> discover() {
		String issuer = this.oidc.issuer();
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return get(base + DISCOVERY).flatMap((text) -> {
			try {
				Map<String, Object> document = JSONObjectUtils.parse(text);
				String address = JSONObjectUtils.getString(document, "jwks_uri");
				if (address == null || !issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
					throw new ParseException("The document is of another issuer, or names no keys", 0);
				}
				return Mono.just(address);
			}
			catch (ParseException ex) {
				return Mono.error(ex);
			}
		});
	}

	private Mono<String> get(String address) {
		return this.client.get()
			.uri(URI.create(address))
			.retrieve()
			// A redirect is no answer.
			.onStatus((status) -> !status.is2xxSuccessful(),
					(response) -> Mono.error(new IllegalArgumentException("The issuer answers with an error")))
			.bodyToMono(String.class)
			.switchIfEmpty(Mono.error(() -> new IllegalArgumentException("The issuer answers nothing")));
	}

}

package org.dibbs.orchestration.orchestrator.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import javax.crypto.SecretKey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.InternalToken;
import org.dibbs.orchestration.security.Scope;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Reads what front doors send along: {@link InternalToken}. The principal of what it
 * makes is the {@link Caller}.
 */
final class TokenReader implements Converter<Jwt, AbstractAuthenticationToken> {

	/** By how much the clocks of front door and worker may differ. */
	private static final Duration SKEW = Duration.ofSeconds(30);

	/**
	 * What checks signature, time, maker and purpose.
	 * @param secrets what front doors have, too; each of them may have made the signature
	 * @param clock what time it is
	 * @return the decoder, which takes HS256 only
	 */
	static JwtDecoder decoder(List<InternalSecret> secrets, Clock clock) {
		List<SecretKey> keys = secrets.stream().map(InternalSecret::key).toList();
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(
				(header, context) -> JWSAlgorithm.HS256.equals(header.getAlgorithm()) ? keys : List.of());
		// The claims are looked at below.
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
		time.setClock(clock);
		decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time,
				// Without an end it would count for ever, which the one above allows.
				new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
				new JwtIssuerValidator(InternalToken.ISSUER), new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
						(audience) -> audience != null && audience.contains(InternalToken.AUDIENCE))));
		return decoder;
	}

	@Override
	public AbstractAuthenticationToken convert(Jwt token) {
		String tenant = token.getClaimAsString(InternalToken.TENANT);
		String subject = token.getSubject();
		if (tenant == null || subject == null || !Caller.isTenant(tenant)) {
			throw new InvalidBearerTokenException("The token does not say for whom it is.");
		}
		return new PreAuthenticatedAuthenticationToken(new Caller(tenant, subject, scopes(token)), "", List.of());
	}

	// A newer front door may know more of them.
	private static Set<Scope> scopes(Jwt token) {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		String names = token.getClaimAsString(InternalToken.SCOPE);
		for (String name : ((names != null) ? names : "").split(" ")) {
			Scope scope = Scope.of(name);
			if (scope != null) {
				scopes.add(scope);
			}
		}
		return scopes;
	}

}

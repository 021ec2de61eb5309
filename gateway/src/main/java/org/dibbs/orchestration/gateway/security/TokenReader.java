package org.dibbs.orchestration.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;

/**
 * Reads tokens of the issuer: signed by it with a key pair, for us, in their time.
 */
final class TokenReader {

	/** By how much clocks may differ. */
	private static final Duration SKEW = Duration.ofSeconds(30);

	/** As OpenID Connect has it. */
	private static final int SUBJECT_AT_MOST = 255;

	private final NimbusReactiveJwtDecoder decoder;

	private final String tenantClaim;

	TokenReader(OidcProperties oidc, IssuerKeys keys, Clock clock) {
		this.tenantClaim = oidc.tenantClaim();
		this.decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::of)
			// Types are checked by the processor, which knows more of them.
			.validateType(false)
			.jwtProcessorCustomizer(TokenReader::restrict)
			.build();
		JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
		times.setAllowEmptyExpiryClaim(false);
		times.setClock(clock);
		OAuth2TokenValidator<Jwt> issuer = new JwtIssuerValidator(oidc.issuer());
		this.decoder.setJwtValidator(
				new DelegatingOAuth2TokenValidator<>(times, issuer, new JwtAudienceValidator(oidc.audience())));
	}

	private static void restrict(ConfigurableJWTProcessor<JWKSecurityContext> processor) {
		processor
			.setJWSKeySelector(new JWSVerificationKeySelector<>(IssuerKeys.ALGORITHMS, new JWKSecurityContextJWKSet()));
		// Null stands for a token that does not say what it is.
		processor.setJWSTypeVerifier(
				new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
	}

	/**
	 * Who has a token.
	 * @param token what a caller sent
	 * @return the caller, or an error with the reason why it is none
	 */
	Mono<Caller> read(String token) {
		return Mono.defer(() -> this.decoder.decode(token))
			.map(this::callerOf)
			// The decoder wraps what kept it from having the keys.
			.onErrorMap(IllegalStateException.class, (ex) -> new CredentialRefusedException(RefusalReason.UNDECIDED))
			.onErrorMap((ex) -> ex instanceof JwtException || ex instanceof IllegalArgumentException,
					(ex) -> new CredentialRefusedException(RefusalReason.TOKEN));
	}

	private Caller callerOf(Jwt token) {
		String subject = Objects.requireNonNullElse(token.getSubject(), "");
		if (subject.isBlank() || subject.length() > SUBJECT_AT_MOST
				|| subject.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("The token has no subject that could be written down");
		}
		String tenant = (token.getClaim(this.tenantClaim) instanceof String name) ? name : "";
		return new Caller(tenant, subject, scopes(token));
	}

	private static Set<Scope> scopes(Jwt token) {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		Stream.concat(words(token.getClaim("scope")), words(token.getClaim("scp")))
			.map(Scope::of)
			.filter(Objects::nonNull)
			.forEach(scopes::add);
		return scopes;
	}

	// RFC 8693 has a text, and issuers that came before it have lists.
	private static Stream<String> words(@Nullable Object claim) {
		if (claim instanceof String text) {
			return Stream.of(text.split(" "));
		}
		return (claim instanceof Collection<?> list) ? list.stream().map(String::valueOf) : Stream.empty();
	}

}

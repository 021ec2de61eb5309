package org.dibbs.orchestration.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * What a front door sends along with each call to a worker, in the header
 * {@link SecurityHeaders#INTERNAL_TOKEN}: for whom it calls, signed with what both share
 * (JWT, HS256).
 */
public final class InternalToken {

	/** Who makes it. */
	public static final String ISSUER = "dibbs-gateway";

	/** For whom it is. */
	public static final String AUDIENCE = "dibbs-worker";

	/** The claim with the caller's tenant. */
	public static final String TENANT = "tenant";

	/** The claim with the caller's scopes, with spaces between them. */
	public static final String SCOPE = "scope";

	/** How long it counts. */
	public static final Duration LIFETIME = Duration.ofSeconds(60);

	private InternalToken() {
	}

	/**
	 * Makes a token.
	 * @param caller for whom a worker is called
	 * @param secret what the worker has, too
	 * @param now what time it is
	 * @return the token, which counts for {@link #LIFETIME}
	 */
	public static String of(Caller caller, InternalSecret secret, Instant now) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.audience(AUDIENCE)
			.subject(caller.subject())
			.claim(TENANT, caller.tenant())
			.claim(SCOPE, caller.scopes().stream().map(Scope::wire).sorted().collect(Collectors.joining(" ")))
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
		try {
			token.sign(new MACSigner(secret.key()));
		}
		catch (JOSEException ex) {
			// Of the key and the algorithm, both of which are ours.
			throw new IllegalStateException("A token for the workers cannot be signed", ex);
		}
		return token.serialize();
	}

}

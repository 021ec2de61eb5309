package org.dibbs.orchestration.gateway.security;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are believed.
 *
 * @param issuer who makes them, as it calls itself
 * @param jwksUrl where its public keys are; empty where the issuer says so itself
 * @param audience what tokens for this service are for
 * @param tenantClaim the claim that names the tenant
 */
@ConfigurationProperties("dibbs.security.oidc")
record OidcProperties(String issuer, String jwksUrl, String audience, String tenantClaim) {

	/**
	 * Refuses what no token could be checked with.
	 */
	void check() {
		if (this.audience.isBlank()) {
			throw new AuthenticationSettingException("AUTHENTICATION has oidc, and OIDC_AUDIENCE is not set.");
		}
		if (this.tenantClaim.isBlank()) {
			throw new AuthenticationSettingException("AUTHENTICATION has oidc, and OIDC_TENANT_CLAIM is empty.");
		}
		checkAddress("OIDC_ISSUER", this.issuer);
		if (!this.jwksUrl.isBlank()) {
			checkAddress("OIDC_JWKS_URL", this.jwksUrl);
		}
	}

	private static void checkAddress(String name, String address) {
		boolean usable;
		try {
			URI uri = URI.create(address);
			usable = uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
		}
		catch (IllegalArgumentException ex) {
			usable = false;
		}
		if (!usable) {
			throw new AuthenticationSettingException(
					"AUTHENTICATION has oidc, and " + name + " is no address such as https://issuer.example.");
		}
	}

}

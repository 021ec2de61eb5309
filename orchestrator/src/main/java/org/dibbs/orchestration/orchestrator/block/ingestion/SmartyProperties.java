package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * The credentials of the geocoding service Smarty, which ingestion asks.
 *
 * @param authId the id; null where it is not set, then ingestion refuses to geocode
 * @param authToken the secret; null where it is not set
 */
@ConfigurationProperties("dibbs.blocks.smarty")
record SmartyProperties(@Nullable String authId, @Nullable String authToken) {

	/**
	 * Takes an empty value for none.
	 */
	SmartyProperties {
		authId = StringUtils.hasText(authId) ? authId : null;
		authToken = StringUtils.hasText(authToken) ? authToken : null;
	}

	/** Without the secrets. */
	@Override
	public String toString() {
		return "SmartyProperties[" + ((this.authId != null && this.authToken != null) ? "set" : "not set") + "]";
	}

}

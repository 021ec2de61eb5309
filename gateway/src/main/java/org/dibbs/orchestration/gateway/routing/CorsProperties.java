package org.dibbs.orchestration.gateway.routing;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which web pages may call from a browser.
 *
 * @param allowedOrigins the origins of the pages, or {@code *} for all; none allows no
 * page but those of this service
 */
@Validated
@ConfigurationProperties("dibbs.cors")
record CorsProperties(@NotNull List<@Pattern(regexp = "\\*|https?://[^/?#@\\s]+",
		message = "an origin is http:// or https://, a host and perhaps a port, without a path; or it is *") String> allowedOrigins) {

}

package org.dibbs.orchestration.gateway.security;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is let in.
 *
 * @param authentication how callers say who they are: {@code keys}, or {@code none} where
 * nobody but this machine can call; empty where nothing was decided
 */
@ConfigurationProperties("dibbs.security")
record SecurityProperties(String authentication) {

}

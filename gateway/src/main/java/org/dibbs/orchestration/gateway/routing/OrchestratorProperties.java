package org.dibbs.orchestration.gateway.routing;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the orchestrator answers, and how long the front door waits for it.
 *
 * @param url scheme, host and port
 * @param connectTimeout how long a connection may take to come about
 * @param responseTimeout how long the head of an answer may take
 * @param retries how often a GET that found the orchestrator down is sent again
 * @param openDuration how long an orchestrator that was down is left alone
 * @param maxBodySize the largest body that is passed on
 */
@Validated
@ConfigurationProperties("dibbs.orchestrator")
record OrchestratorProperties(@NotNull URI url, @NotNull @DurationMin(millis = 1) Duration connectTimeout,
		@NotNull @DurationMin(millis = 1) Duration responseTimeout, @Min(1) int retries,
		@NotNull @DurationMin(millis = 1) Duration openDuration, @NotNull DataSize maxBodySize) {

}

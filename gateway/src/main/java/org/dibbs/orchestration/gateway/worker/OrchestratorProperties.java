package org.dibbs.orchestration.gateway.worker;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the orchestrator's workers answer, and how long the front door waits for them.
 *
 * @param url scheme, host and port of each worker; read by {@link OrchestratorUrls}
 * @param connectTimeout how long a connection may take to come about
 * @param responseTimeout how long the head of an answer may take
 * @param retries how often a GET is sent again after a worker broke off or told that it
 * cannot serve now
 * @param openDuration how long a worker that was down is left alone, and how long all are
 * if none answers
 * @param maxBodySize the largest body that is passed on
 */
@Validated
@ConfigurationProperties("dibbs.orchestrator")
public record OrchestratorProperties(@NotNull List<String> url,
		@NotNull @DurationMin(millis = 1) Duration connectTimeout,
		@NotNull @DurationMin(millis = 1) Duration responseTimeout, @Min(1) int retries,
		@NotNull @DurationMin(millis = 1) Duration openDuration, @NotNull DataSize maxBodySize) {

	/**
	 * How long one worker may keep a caller waiting; past it no further one is asked.
	 * @return the time
	 */
	public Duration patience() {
		return this.connectTimeout.plus(this.responseTimeout);
	}

}

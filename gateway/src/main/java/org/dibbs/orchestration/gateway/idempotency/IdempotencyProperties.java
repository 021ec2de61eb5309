package org.dibbs.orchestration.gateway.idempotency;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How requests that come twice are treated.
 *
 * @param handoverLimit how long the first one has to get onto the queue; past it the next
 * one puts the message there
 * @param lookInterval how often the workers are asked about a submission, where they do
 * not wait for it themselves
 * @param maxWaiting how many callers may wait at this instance for the end of what was
 * accepted before; further ones get 202 at once
 */
@Validated
@ConfigurationProperties("dibbs.idempotency")
record IdempotencyProperties(@NotNull @DurationMin(millis = 0) Duration handoverLimit,
		@NotNull @DurationMin(millis = 1) Duration lookInterval, @PositiveOrZero int maxWaiting) {

}

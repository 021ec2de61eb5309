package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of the handover.
 *
 * @param longestWait how long a caller is kept waiting for the end of the workflow; past
 * it the answer is 202
 * @param longestStep how long one who watches a submission run is kept waiting for the
 * next step to end; past it the watching ends, not the submission
 * @param acknowledgement how long the queue may take to accept a message; past it the
 * answer is 503
 * @param announcement how long one who is not told the end is kept waiting after that for
 * the ledger to be told of the message; past it the answer says that it may not be found
 * yet
 * @param maxPending how many callers may wait at this instance at once; one more gets 429
 * @param publishers how many threads write to the queue; they are only all busy when the
 * queue is slow
 * @param shutdownWait how long callers may still wait when the front door shuts down;
 * past it the answer is 202
 */
@Validated
@ConfigurationProperties("dibbs.handover")
record HandoverProperties(@Name("wait") @NotNull @DurationMin(millis = 1) Duration longestWait,
		@Name("step-wait") @NotNull @DurationMin(millis = 1) Duration longestStep,
		@NotNull @DurationMin(millis = 1) Duration acknowledgement,
		@NotNull @DurationMin(millis = 0) Duration announcement, @Positive int maxPending, @Positive int publishers,
		@NotNull @DurationMin(millis = 0) Duration shutdownWait) {

}

package org.dibbs.orchestration.gateway.batch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken as a batch.
 *
 * @param maxMessages how many messages a batch may have, from 1
 */
@Validated
@ConfigurationProperties("dibbs.batch")
record BatchProperties(@Min(1) @Max(1_000_000) int maxMessages) {

	/** What the operator calls the bound. */
	static final String MAX_MESSAGES = "BATCH_MAX_MESSAGES";

}

package org.dibbs.orchestration.gateway.handover;

import org.jspecify.annotations.Nullable;

/**
 * Where replies reach this instance.
 */
interface ReplyAddress {

	/**
	 * The partition of {@link org.dibbs.orchestration.exchange.Topics#RESULTS}, and of
	 * {@link org.dibbs.orchestration.exchange.Topics#PROGRESS}, that this instance reads.
	 * @return the partition, or null as long as it reads none
	 */
	@Nullable Integer partition();

}

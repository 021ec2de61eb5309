package org.dibbs.orchestration.orchestrator.ledger;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes consumers of the events.
 */
@FunctionalInterface
interface EventConsumers {

	/**
	 * A new consumer, to be closed by the caller.
	 * @param named whether it has the worker's lasting name, if there is one
	 * @return the consumer
	 */
	Consumer<String, byte[]> create(boolean named);

}

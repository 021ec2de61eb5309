package org.dibbs.orchestration.orchestrator.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * From where an attempt goes on.
 *
 * @param attempt the number of the attempt, from 1
 * @param checkpoint what it goes on from; null where it begins with the first step
 * @param openStep a step that must not be repeated, was begun by a worker that died, and
 * of which nobody knows whether it took effect; null where there is none
 * @param repeated whether a step that must not be repeated may have taken effect in an
 * attempt before
 * @param result the result that a worker which died had published already; null where
 * there is none
 * @param begun how many workers have begun the attempt and died, as far as is known
 */
record Resumption(int attempt, @Nullable Checkpoint checkpoint, @Nullable Integer openStep, boolean repeated,
		@Nullable ConsumerRecord<String, byte[]> result, int begun) {

	/**
	 * An attempt that nobody has begun yet.
	 * @param attempt its number
	 * @param checkpoint what it goes on from, or null
	 * @param repeated whether a step that must not be repeated was begun before
	 * @return the resumption
	 */
	static Resumption fresh(int attempt, @Nullable Checkpoint checkpoint, boolean repeated) {
		return new Resumption(attempt, checkpoint, null, repeated, null, 0);
	}

	/**
	 * An attempt that has ended; only that has to be told.
	 * @param attempt its number
	 * @param result its result
	 * @return the resumption
	 */
	static Resumption concluded(int attempt, ConsumerRecord<String, byte[]> result) {
		return new Resumption(attempt, null, null, false, result, 0);
	}

	/**
	 * Whether the attempt may be what its workers died of. Once is no reason to think so,
	 * as whatever else they had in hand was begun once, too.
	 * @return true where it is not to be run together with others of its kind
	 */
	boolean isSuspected() {
		return this.begun > 1;
	}

}

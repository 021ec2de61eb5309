package org.dibbs.orchestration.sandbox.server;

import java.util.function.Supplier;

import org.dibbs.orchestration.sandbox.control.Fault;
import org.dibbs.orchestration.sandbox.wire.Answer;

/**
 * A call that waits for the time of its answer.
 *
 * @param due when it is answered, by {@link System#nanoTime()}
 * @param connection where it came in
 * @param path its path
 * @param work makes the answer
 * @param fault what is done to it
 */
record LeanCall(long due, LeanConnection connection, String path, Supplier<Answer> work,
		Fault fault) implements Comparable<LeanCall> {

	@Override
	public int compareTo(LeanCall other) {
		return Long.signum(this.due - other.due);
	}

}

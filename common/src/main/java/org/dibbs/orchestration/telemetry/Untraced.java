package org.dibbs.orchestration.telemetry;

import io.opentelemetry.api.impl.InstrumentationUtil;

/**
 * Does what the agent is to make no spans and no metrics of: bookkeeping that would cost
 * more to watch than to do, and of which no dashboard tells. The class of OpenTelemetry
 * behind it is meant for instrumentations; without it the same work is merely watched
 * again.
 */
public final class Untraced {

	private Untraced() {
	}

	/**
	 * Runs something on the calling thread.
	 * @param work what to do; what it throws is passed on
	 */
	public static void run(Runnable work) {
		InstrumentationUtil.suppressInstrumentation(work);
	}

}

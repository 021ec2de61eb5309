package org.dibbs.orchestration.bench.load;

/**
 * When requests are sent.
 */
public sealed interface Pace {

	/**
	 * Callers who each send the next request when they have the answer to the one before:
	 * a slow answer makes fewer requests.
	 *
	 * @param callers how many there are
	 */
	record Callers(int callers) implements Pace {

	}

	/**
	 * A constant rate, whatever becomes of the requests. How long an answer took is
	 * counted from when its request was to be sent, so that one who could not be served
	 * in time is not left out.
	 *
	 * @param perSecond requests in a second
	 */
	record Rate(double perSecond) implements Pace {

		/**
		 * When a request is to be sent.
		 * @param index its number, from 0
		 * @return nanoseconds after the first one
		 */
		long at(long index) {
			return Math.round(index * 1e9 / this.perSecond);
		}

	}

	/**
	 * A number of requests, as fast as so many callers get rid of them.
	 *
	 * @param callers how many there are
	 * @param requests how many requests they send together
	 */
	record Burst(int callers, int requests) implements Pace {

	}

}

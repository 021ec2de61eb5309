package org.dibbs.orchestration.bench.process;

import java.time.Duration;

/**
 * What a process uses.
 *
 * @param cpu the time of processors, in user and kernel mode
 * @param resident the bytes of memory it holds
 * @param collections how often it has collected garbage
 * @param paused how long it stood still for that
 */
public record Usage(Duration cpu, long resident, int collections, Duration paused) {

	Usage since(Usage before) {
		return new Usage(this.cpu.minus(before.cpu), this.resident, this.collections - before.collections,
				this.paused.minus(before.paused));
	}

}

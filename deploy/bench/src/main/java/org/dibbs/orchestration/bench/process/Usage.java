package org.dibbs.orchestration.bench.process;

import java.time.Duration;

/**
 * What a process uses.
 *
 * @param cpu the time of processors, in user and kernel mode
 * @param resident the bytes of memory it holds
 */
public record Usage(Duration cpu, long resident) {

	Usage since(Usage before) {
		return new Usage(this.cpu.minus(before.cpu), this.resident);
	}

}

package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures what processes use between two moments.
 */
public final class UsageMeter {

	private final ProcFiles files = new ProcFiles(Path.of("/proc"));

	private final Map<String, Long> pids;

	private Map<String, Usage> begin = Map.of();

	private Map<String, Usage> used = Map.of();

	/**
	 * Creates a meter.
	 * @param pids the processes by their names
	 */
	public UsageMeter(Map<String, Long> pids) {
		this.pids = new LinkedHashMap<>(pids);
	}

	/** The first moment. */
	public void begin() {
		this.begin = read();
	}

	/** The second moment. */
	public void end() {
		Map<String, Usage> since = new LinkedHashMap<>();
		read().forEach((name, usage) -> {
			Usage before = this.begin.get(name);
			if (before != null) {
				since.put(name, usage.since(before));
			}
		});
		this.used = since;
	}

	/**
	 * What each has used in between, and held at the end.
	 * @return the usages by the processes' names, in the order they were given
	 */
	public Map<String, Usage> used() {
		return this.used;
	}

	private Map<String, Usage> read() {
		Map<String, Usage> usages = new LinkedHashMap<>();
		this.pids.forEach((name, pid) -> {
			try {
				usages.put(name, this.files.usage(pid));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(name + " has ended, or this machine has no /proc", ex);
			}
		});
		return usages;
	}

}

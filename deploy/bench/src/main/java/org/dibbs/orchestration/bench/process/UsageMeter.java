package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what processes use between two moments.
 */
public final class UsageMeter {

	private final ProcFiles files = new ProcFiles(Path.of("/proc"));

	private final List<Watched> processes;

	private Map<String, Usage> begin = Map.of();

	private Map<String, Usage> used = Map.of();

	/**
	 * Creates a meter.
	 * @param processes what is measured
	 */
	public UsageMeter(List<Watched> processes) {
		this.processes = List.copyOf(processes);
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
		for (Watched process : this.processes) {
			try {
				usages.put(process.name(), read(process));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(process.name() + " has ended, or this machine has no /proc", ex);
			}
		}
		return usages;
	}

	private Usage read(Watched process) throws IOException {
		List<GcLog.Collection> collections = (process.gcLog() != null) ? GcLog.read(process.gcLog()) : List.of();
		Duration paused = collections.stream().map(GcLog.Collection::pause).reduce(Duration.ZERO, Duration::plus);
		return new Usage(this.files.cpu(process.pid()), this.files.resident(process.pid()), collections.size(), paused);
	}

}

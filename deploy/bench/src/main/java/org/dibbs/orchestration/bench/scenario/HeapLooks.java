package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.bench.process.GcLog;
import org.dibbs.orchestration.bench.process.Watched;
import org.dibbs.orchestration.bench.report.Heap;
import org.dibbs.orchestration.bench.subject.MeasuredStack;
import org.jspecify.annotations.Nullable;

/**
 * Has the JVMs of a stack collect all garbage now and then, and notes what is in use
 * afterwards.
 */
final class HeapLooks {

	private final MeasuredStack stack;

	private final Map<String, List<Integer>> megabytes = new LinkedHashMap<>();

	HeapLooks(MeasuredStack stack) {
		this.stack = stack;
	}

	void look() throws IOException {
		for (Watched process : this.stack.processes()) {
			Path log = process.gcLog();
			if (log != null) {
				jcmd(process.pid());
				Integer after = lastFull(log);
				if (after != null) {
					this.megabytes.computeIfAbsent(process.name(), (name) -> new ArrayList<>()).add(after);
				}
			}
		}
	}

	private static void jcmd(long pid) throws IOException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				Long.toString(pid), "GC.run")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			jcmd.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static @Nullable Integer lastFull(Path log) throws IOException {
		Integer after = null;
		for (GcLog.Collection collection : GcLog.read(log)) {
			after = collection.full() ? Integer.valueOf(collection.after()) : after;
		}
		return after;
	}

	List<Heap> all() {
		return this.megabytes.entrySet()
			.stream()
			.map((entry) -> new Heap(this.stack.name(), entry.getKey(), entry.getValue()))
			.toList();
	}

}

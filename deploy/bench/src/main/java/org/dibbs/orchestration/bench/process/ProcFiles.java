package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Linux tells of a process in {@code /proc}.
 */
public final class ProcFiles {

	// USER_HZ, which Linux has had for all programs on all of its common processors.
	private static final long TICK = Duration.ofMillis(10).toNanos();

	private static final int AFTER_NAME_USER = 11;

	private static final int KILO = 1024;

	private final Path proc;

	/**
	 * Reads the files of a machine.
	 * @param proc the folder, {@code /proc}
	 */
	public ProcFiles(Path proc) {
		this.proc = proc;
	}

	/**
	 * The time of processors that a process has used, in user and kernel mode.
	 * @param pid its pid
	 * @return the time
	 * @throws IOException if there is no such process, or no {@code /proc}
	 */
	public Duration cpu(long pid) throws IOException {
		return cpu(read(pid, "stat"));
	}

	/**
	 * The memory that a process holds.
	 * @param pid its pid
	 * @return bytes
	 * @throws IOException if there is no such process, or no {@code /proc}
	 */
	public long resident(long pid) throws IOException {
		return resident(read(pid, "status"));
	}

	private String read(long pid, String file) throws IOException {
		return Files.readString(this.proc.resolve(Long.toString(pid)).resolve(file));
	}

	/** Of all its threads, those that have ended, too. */
	private static Duration cpu(String stat) throws IOException {
		// The name may hold blanks and brackets.
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
		if (fields.length <= AFTER_NAME_USER + 1) {
			throw new IOException("A file stat in /proc has too few fields");
		}
		long ticks = Long.parseLong(fields[AFTER_NAME_USER]) + Long.parseLong(fields[AFTER_NAME_USER + 1]);
		return Duration.ofNanos(ticks * TICK);
	}

	private static long resident(String status) throws IOException {
		for (String line : status.lines().toList()) {
			if (line.startsWith("VmRSS:")) {
				return Long.parseLong(line.replaceAll("\\D", "")) * KILO;
			}
		}
		throw new IOException("A file status in /proc has no VmRSS: the process has ended");
	}

}

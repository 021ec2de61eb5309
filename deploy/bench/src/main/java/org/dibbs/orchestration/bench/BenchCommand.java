package org.dibbs.orchestration.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code ./dibbs bench}: measures a stack of its own and the floor, and says what came of
 * it.
 */
public final class BenchCommand {

	private static final int USAGE = 2;

	private BenchCommand() {
	}

	/**
	 * Does all of it and ends the process: 0 where nothing was lost and no answer was
	 * wrong, 2 where the call made no sense, else 1.
	 * @param arguments as {@link BenchOptions} knows them
	 */
	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		System.exit(run(out, arguments));
	}

	private static int run(PrintStream out, String... arguments) {
		try {
			return new Bench(BenchOptions.from(arguments), out).run() ? 0 : 1;
		}
		catch (IllegalArgumentException ex) {
			out.println(ex.getMessage());
			return USAGE;
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			out.println("The benchmark could not be made: " + ex.getMessage());
			return 1;
		}
	}

}

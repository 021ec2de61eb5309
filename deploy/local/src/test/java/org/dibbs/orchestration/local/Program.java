package org.dibbs.orchestration.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A program of this machine that tests use where it is there.
 */
final class Program {

	private Program() {
	}

	/**
	 * Looks for a program on the PATH.
	 * @param name its name
	 * @return where it is, or null
	 */
	static @Nullable Path find(String name) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Stream.of(path.split(File.pathSeparator))
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}

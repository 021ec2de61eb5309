package org.dibbs.orchestration.bench.process;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A process that is measured.
 *
 * @param name what it is called
 * @param pid its pid
 * @param gcLog what it tells of its collections, or null where it has none
 */
public record Watched(String name, long pid, @Nullable Path gcLog) {

}

package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class GcLogTests {

	@TempDir
	Path folder;

	@Test
	void readsEachCollection() throws IOException {
		Path log = this.folder.resolve("gc.log");
		Files.writeString(log, """
				[0.004s][info][gc] Using Serial
				[1.211s][info][gc] GC(0) Pause Young (Allocation Failure) 34M->5M(123M) 3.456ms
				[2.500s][info][gc] GC(1) Pause Full (Diagnostic Command) 80M->41M(300M) 120.5ms
				""");
		assertThat(GcLog.read(log)).containsExactly(new GcLog.Collection(false, 5, Duration.ofNanos(3_456_000)),
				new GcLog.Collection(true, 41, Duration.ofNanos(120_500_000)));
	}

	@Test
	void aLogThatIsNotThereYetHasNone() throws IOException {
		assertThat(GcLog.read(this.folder.resolve("none.log"))).isEmpty();
	}

}

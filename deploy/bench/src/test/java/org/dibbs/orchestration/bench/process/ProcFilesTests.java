package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ProcFilesTests {

	@TempDir
	Path proc;

	@BeforeEach
	void describeAProcess() throws IOException {
		Path process = Files.createDirectory(this.proc.resolve("42"));
		Files.writeString(process.resolve("stat"),
				"42 (a) b (c) S 1 24023 24023 0 -1 4194560 7135 90 14 0 1400 55 7 8 20 0 8 0 1982308 1399128064 11851 1\n");
		Files.writeString(process.resolve("status"), "Name:\ta\nVmHWM:\t  600 kB\nVmRSS:\t  512 kB\nThreads:\t8\n");
	}

	@Test
	void cpuIsUserAndKernelTimeWithoutThatOfChildren() throws IOException {
		assertThat(new ProcFiles(this.proc).cpu(42)).isEqualTo(Duration.ofMillis(14_550));
	}

	@Test
	void residentIsWhatIsHeldNow() throws IOException {
		assertThat(new ProcFiles(this.proc).resident(42)).isEqualTo(512 * 1024);
	}

	@Test
	void aProcessThatHasEndedIsAnError() throws IOException {
		assertThatIOException().isThrownBy(() -> new ProcFiles(this.proc).cpu(43));
		// So Linux shows one whose parent has not taken note yet.
		Files.writeString(this.proc.resolve("42/status"), "Name:\ta\nState:\tZ (zombie)\n");
		assertThatIOException().isThrownBy(() -> new ProcFiles(this.proc).resident(42));
	}

}

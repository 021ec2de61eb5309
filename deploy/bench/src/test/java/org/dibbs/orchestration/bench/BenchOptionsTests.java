package org.dibbs.orchestration.bench;

import java.time.Duration;

import org.dibbs.orchestration.bench.scenario.Kind;
import org.dibbs.orchestration.bench.subject.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BenchOptionsTests {

	@Test
	void measuresEverythingWhenNothingIsSaid() {
		BenchOptions options = BenchOptions.from();
		assertThat(options.kinds()).containsExactly(Kind.values());
		assertThat(options.telemetry()).containsExactly(Telemetry.ON, Telemetry.OFF);
		assertThat(options.plan().callers()).containsExactly(1, 16, 64, 256);
		assertThat(options.plan().warmUp()).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void whatIsSaidAfterShortStillCounts() {
		BenchOptions options = BenchOptions.from("--short", "--kinds", "ecr", "--telemetry", "on", "--seconds", "9");
		assertThat(options.kinds()).containsExactly(Kind.ECR);
		assertThat(options.telemetry()).containsExactly(Telemetry.ON);
		assertThat(options.plan().time()).isEqualTo(Duration.ofSeconds(9));
		assertThat(options.plan().shares()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "--seconds,0", "--callers,'1,x'", "--kinds,elr", "--telemetry,maybe", "--shares,101", "--speed,1" })
	void saysWhatCannotBeUsed(String name, String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.from(name, value))
			.withMessageContaining(name);
	}

	@Test
	void aNameNeedsAValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.from("--kinds"))
			.withMessageContaining("--kinds");
	}

}

package org.dibbs.orchestration.local.chaos;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChaosOptionsTests {

	@Test
	void sendsTwoThousandInThreeMinutesUnlessToldOtherwise() {
		ChaosOptions options = ChaosOptions.from();
		assertThat(options.submissions()).isEqualTo(2000);
		assertThat(options.time()).isEqualTo(Duration.ofMinutes(3));
		assertThat(options.gateways()).isEqualTo(2);
		assertThat(options.workers()).isEqualTo(3);
		assertThat(options.keep()).isFalse();
	}

	@Test
	void takesEverythingFromTheArguments() {
		assertThat(ChaosOptions.from("--root", "r", "--submissions", "5", "--seconds", "6", "--seed", "7", "--gateways",
				"1", "--workers", "2", "--keep", "--embedded", "--report", "f"))
			.isEqualTo(new ChaosOptions(Path.of("r"), 5, Duration.ofSeconds(6), 7, 1, 2, true, true, Path.of("f")));
	}

	@ParameterizedTest
	@CsvSource({ "--submissions,--submissions needs a value", "--submissions 0,expected a whole number from 1",
			"--workers 21,expected a whole number from 1 to 20", "--seed x,expected a whole number",
			"--speed 3,is not understood" })
	void refusesWhatMakesNoSense(String arguments, String expected) {
		assertThatIllegalArgumentException().isThrownBy(() -> ChaosOptions.from(arguments.split(" ")))
			.withMessageContaining(expected);
	}

}

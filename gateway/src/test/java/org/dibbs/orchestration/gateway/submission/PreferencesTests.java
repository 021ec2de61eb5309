package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreferencesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			respond-async                     | 0    | respond-async
			RESPOND-ASYNC; foo="bar"          | 0    | respond-async
			respond-async, wait=10            | 10   | respond-async, wait=10
			wait=7                            | 7    | wait=7
			wait = "7"                        | 7    | wait=7
			handling=lenient, wait=0          | 0    | wait=0
			wait=1, wait=2                    | 1    | wait=1
			wait=99999                        | 3600 | wait=3600
			""")
	void readsHowLongTheCallerWaits(String header, int seconds, String applied) {
		Preferences preferences = Preferences.of(List.of(header));
		assertThat(preferences.longestWait()).isEqualTo(Duration.ofSeconds(seconds));
		assertThat(String.join(", ", preferences.applied())).isEqualTo(applied);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "return=minimal", "wait=", "wait=-1", "wait=1.5", "wait=9999999999", "respond-asynchron" })
	void ignoresWhatItCannotDo(String header) {
		Preferences preferences = Preferences.of(List.of(header));
		assertThat(preferences.longestWait()).isNull();
		assertThat(preferences.applied()).isEmpty();
	}

	@Test
	void readsSeveralHeaders() {
		assertThat(Preferences.of(List.of("respond-async", "wait=3")).longestWait()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void waitsNotAtAllUnlessAskedToWhereThatIsUsual() {
		assertThat(Preferences.of(List.of()).withoutWait().longestWait()).isEqualTo(Duration.ZERO);
		assertThat(Preferences.of(List.of("wait=3")).withoutWait().longestWait()).isEqualTo(Duration.ofSeconds(3));
	}

}

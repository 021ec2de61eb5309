package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Hl7TimeTests {

	@ParameterizedTest
	@CsvSource({ "2024,2024", "202405,2024-05", "20240501,2024-05-01", "2024050110,2024-05-01T10:00:00Z",
			"202405011015-0500,2024-05-01T10:15:00-05:00", "20240501101530.123+0000,2024-05-01T10:15:30+00:00" })
	void isAsExactAsTheMessage(String given, String expected) {
		assertThat(Hl7Time.dateTime(given).getValueAsString()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "20241301", "20240230" })
	void isNothingForWhatIsNoTime(String given) {
		assertThat(Hl7Time.dateTime(given)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "19800203,1980-02-03", "19800203101500,1980-02-03", "1980,1980" })
	void leavesTheTimeOfDayOutOfADate(String given, String expected) {
		assertThat(Hl7Time.date(given).getValueAsString()).isEqualTo(expected);
	}

}

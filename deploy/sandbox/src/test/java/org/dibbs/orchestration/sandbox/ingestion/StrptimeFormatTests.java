package org.dibbs.orchestration.sandbox.ingestion;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrptimeFormatTests {

	@ParameterizedTest
	@CsvSource({ "%Y-%m-%d,1996-04-17", "%m/%d/%Y,4/17/1996", "%d %b %Y,17 APR 1996", "%B %d %Y,April 17 1996",
			"%y%m%d,960417", "%Y/%j,1996/108", "%%%Y%m%d,%19960417" })
	void readsDatesAsPythonDoes(String format, String text) {
		assertThat(StrptimeFormat.of(format).parse(text)).isEqualTo(LocalDate.of(1996, 4, 17));
	}

	@ParameterizedTest
	@CsvSource({ "Y%-m%-d%,1996-04-17", "%Y-%m-%d,1996-02-30", "%Y-%m-%d,1996-04", "%Q,1996", "%Y-%m-%d,''" })
	void readsNothingElse(String format, String text) {
		assertThat(StrptimeFormat.of(format).parse(text)).isNull();
	}

}

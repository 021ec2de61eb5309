package org.dibbs.orchestration.gateway.submission;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "1B,true", "32MB,true", "33MB,true", "0B,false", "-1B,false", "34MB,false", "1TB,false" })
	void keepsTheLimitWithinWhatTheQueueTakes(String size, boolean valid) {
		assertThat(new SubmissionProperties(DataSize.parse(size), 25).isMaxBodySizeInRange()).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "1000,25,250", "1000,1,100", "300,25,100" })
	void givesBodiesAShareOfTheHeapThatHoldsOneAtLeast(long heap, int percent, long share) {
		assertThat(new SubmissionProperties(DataSize.ofBytes(100), percent).bodyMemory(heap)).isEqualTo(share);
	}

}

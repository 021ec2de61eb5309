package org.dibbs.orchestration.gateway.submission;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "1B,true", "32MB,true", "33MB,true", "0B,false", "-1B,false", "34MB,false", "1TB,false" })
	void keepsTheLimitWithinWhatTheQueueTakes(String size, boolean valid) {
		assertThat(properties(size, "64MB").isMaxBodySizeInRange()).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "32MB,true", "128MB,true", "31MB,false" })
	void wantsMemoryForOneBodyAtLeast(String memory, boolean valid) {
		assertThat(properties("32MB", memory).isBodyMemoryEnough()).isEqualTo(valid);
	}

	private static SubmissionProperties properties(String maxBodySize, String bodyMemory) {
		return new SubmissionProperties(DataSize.parse(maxBodySize), DataSize.parse(bodyMemory));
	}

}

package org.dibbs.orchestration.sandbox.control;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallStatisticsTests {

	private final CallStatistics statistics = new CallStatistics();

	@Test
	void remembersHowManyCallsWereUnderWayAtOnce() {
		this.statistics.begin("/a", 1);
		this.statistics.begin("/b", 2);
		this.statistics.end("/a");
		this.statistics.begin("/a", 3);
		assertThat(this.statistics.describe()).hasToString("""
				{"total":3,"max_in_flight":2,"in_flight":2,"endpoints":{\
				"/a":{"calls":2,"forced":0,"max_in_flight":1,"bytes_in":4},\
				"/b":{"calls":1,"forced":0,"max_in_flight":1,"bytes_in":2}}}""");
	}

	@Test
	void keepsCallsUnderWayWhenCleared() {
		this.statistics.begin("/a", 1);
		this.statistics.clear();
		assertThat(this.statistics.describe())
			.hasToString("{\"total\":0,\"max_in_flight\":1,\"in_flight\":1,\"endpoints\":{}}");
	}

}

package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TopicRetentionTests {

	@Test
	void keepsBodiesForAWeekAndTheRestForNinetyDaysUnlessToldOtherwise() {
		assertThat(TopicRetention.DEFAULT)
			.isEqualTo(new TopicRetention(Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(90)));
	}

	@ParameterizedTest
	@CsvSource({ "7d,P7D", "12h,PT12H", "5m,PT5M", "30s,PT30S", " 1d ,P1D" })
	void readsTimes(String text, Duration expected) {
		assertThat(TopicRetention.from(Map.of("BODY_RETENTION", text)).bodies()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "0d", "-1d", "1w", "1.5h", "d", "9999999999d" })
	void refusesWhatIsNoTime(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> TopicRetention.from(Map.of("EVENT_RETENTION", text)))
			.withMessage("EVENT_RETENTION is '" + text + "', expected a time such as 7d, 12h or 30s");
	}

	@ParameterizedTest
	@CsvSource({ "7d,86400000", "90d,604800000", "12h,6171428", "5s,1000" })
	void closesSegmentsSoonEnoughForRecordsToBeDeletedInTime(String text, String expected) {
		TopicRetention retention = TopicRetention.from(Map.of("BODY_RETENTION", text));
		NewTopic submissions = Topics.plan(1, (short) 1, retention).getFirst();
		assertThat(submissions.configs()).containsEntry("segment.ms", expected);
	}

	@Test
	void countsByTheClockOfTheBrokerAndNeverBySize() {
		assertThat(Topics.plan(12, (short) 3, TopicRetention.DEFAULT))
			.filteredOn((topic) -> !topic.name().equals(Topics.KEYS))
			.isNotEmpty()
			.allSatisfy((topic) -> {
				assertThat(topic.configs()).containsEntry("retention.bytes", "-1");
				assertThat(topic.configs()).containsEntry("message.timestamp.type", "LogAppendTime");
			});
	}

	@Test
	void keysStayForEver() {
		assertThat(Topics.plan(12, (short) 3, TopicRetention.DEFAULT))
			.filteredOn((topic) -> topic.name().equals(Topics.KEYS))
			.singleElement()
			.satisfies((topic) -> assertThat(topic.configs()).containsOnly(Map.entry("cleanup.policy", "compact")));
	}

}

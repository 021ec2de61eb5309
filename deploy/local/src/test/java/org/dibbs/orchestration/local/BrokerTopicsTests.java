package org.dibbs.orchestration.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BrokerTopicsTests {

	@ParameterizedTest
	@ValueSource(strings = { Topics.SUBMISSIONS, Topics.EVENTS, Topics.CHECKPOINTS, Topics.DEAD_LETTERS })
	void deletesNothingForItsSizeThatIsStillNeeded(String topic) {
		NewTopic planned = BrokerTopics.plan(BrokerSettings.from(Map.of())).get(topic);
		assertThat(planned.configs()).containsEntry("retention.bytes", "-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "3", "12", "48" })
	void keepsEightGigabytesOfResultsHoweverManyPartitionsThereAre(String partitions) {
		NewTopic planned = BrokerTopics.plan(BrokerSettings.from(Map.of("DIBBS_PARTITIONS", partitions)))
			.get(Topics.RESULTS);
		long ofAPartition = Long.parseLong(planned.configs().get("retention.bytes"));
		assertThat(planned.numPartitions() * ofAPartition).isBetween(7L << 30, 8L << 30);
	}

	@Test
	void keepsWhatItIsToldForAsLongAsItIsTold() {
		Map<String, NewTopic> plan = BrokerTopics.plan(BrokerSettings
			.from(Map.of("BODY_RETENTION", "12h", "DEAD_LETTER_RETENTION", "30d", "EVENT_RETENTION", "60d")));
		for (String topic : List.of(Topics.SUBMISSIONS, Topics.RESULTS, Topics.CHECKPOINTS)) {
			assertThat(plan.get(topic).configs()).containsEntry("retention.ms", "43200000");
		}
		assertThat(plan.get(Topics.DEAD_LETTERS).configs()).containsEntry("retention.ms", "2592000000");
		assertThat(plan.get(Topics.EVENTS).configs()).containsEntry("retention.ms", "5184000000");
	}

	@Test
	void asksAgainWhileTheBrokerDoesNotKnowATopicYet() throws Exception {
		Deque<KafkaFuture<String>> answers = new ArrayDeque<>(List.of(failed(new UnknownTopicOrPartitionException()),
				failed(new UnknownTopicOrPartitionException()), KafkaFuture.completedFuture("known")));
		String answer = BrokerTopics.onceKnown(answers::remove);
		assertThat(answer).isEqualTo("known");
	}

	@Test
	void doesNotAskAgainAfterAnyOtherFailure() {
		Deque<KafkaFuture<String>> answers = new ArrayDeque<>(List.of(failed(new ClusterAuthorizationException("no"))));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> BrokerTopics.onceKnown(answers::remove))
			.withCauseInstanceOf(ClusterAuthorizationException.class);
	}

	private static KafkaFuture<String> failed(RuntimeException reason) {
		KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
		future.completeExceptionally(reason);
		return future;
	}

}

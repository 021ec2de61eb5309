package org.dibbs.orchestration.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BrokerTopicsTests {

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

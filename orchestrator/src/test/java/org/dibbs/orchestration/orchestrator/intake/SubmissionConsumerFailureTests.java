package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionConsumerFailureTests extends SubmissionConsumerFixture {

	@Test
	void startsOverAfterKafkaFailed() {
		start();
		breakWith(new KafkaException("broken for the test"));
		Awaitility.await().until(() -> this.created.get() == 2);
		assign();
		deliver(0);
		waitForStarted(0L);
	}

	@Test
	void startsOverWithoutWhatWasUnderWay() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		breakWith(new KafkaException("broken for the test"));
		Awaitility.await().until(() -> this.created.get() == 2 && this.inFlight.size() == 0);
		assertThat(this.dispatcher.waiting()).isZero();
		assign();
		open(0);
		open(1);
		Awaitility.await().until(() -> this.kafka.paused().isEmpty());
		assertThat(committed()).isNull();
	}

	@Test
	void doesNotTakeItsNameBackFromAnotherWorker() {
		start();
		breakWith(new FencedInstanceIdException("fenced for the test"));
		Awaitility.await().until(() -> this.created.get() == 2);
		assertThat(this.names).containsExactly(true, false);
	}

	@Test
	void commitsWhatFinishedAlsoWhereStoppingWokeTheCommit() throws InterruptedException {
		start();
		deliver(0);
		waitForStarted(0L);
		this.commitFailures.add(new WakeupException());
		this.loop.stop();
		open(0);
		this.thread.join();
		assertThat(committed()).isEqualTo(new OffsetAndMetadata(1));
	}

	@Test
	void keepsAPrefixWhoseCommitFailedAtARebalance() {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> {
			this.inFlight.finish(this.inFlight.add(OTHER, 7));
			this.commitFailures.add(new RebalanceInProgressException("for the test"));
			this.rebalances.onPartitionsRevoked(List.of(PARTITION));
		});
		Awaitility.await().until(() -> new OffsetAndMetadata(8).equals(this.commits.get(OTHER)));
		assertThat(committed()).isNull();
	}

	@Test
	void pausesAPartitionThatComesWhileSubmissionsWait() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		Awaitility.await().until(() -> this.kafka.paused().contains(PARTITION));
		AtomicBoolean paused = new AtomicBoolean();
		this.kafka.schedulePollTask(() -> {
			this.kafka.rebalance(List.of(PARTITION, OTHER));
			paused.set(this.kafka.paused().contains(OTHER));
		});
		Awaitility.await().until(() -> this.kafka.assignment().contains(OTHER));
		assertThat(paused).isTrue();
	}

	@Test
	void drainsAlsoWhereKafkaIsLostWhenItStops() throws InterruptedException {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> {
			this.loop.stop();
			throw new KafkaException("broken for the test");
		});
		Awaitility.await().until(() -> this.kafka.closed());
		open(0);
		this.thread.join();
		this.dispatcher.submit(new Dispatcher.Task(new ConsumerRecord<>(Topics.SUBMISSIONS, 0, 1, "k", new byte[0]),
				this.inFlight.add(PARTITION, 1), Context.root(), Resumption.fresh(1, null, false)));
		assertThat(this.dispatcher.waiting()).isEqualTo(1);
	}

	@Test
	void takesNothingWhileKafkaHearsNoHeartbeat() {
		start();
		this.secondsSinceHeartbeat = 20;
		assertThat(this.loop.isTaking(Duration.ofSeconds(15))).isFalse();
		this.secondsSinceHeartbeat = 2;
		assertThat(this.loop.isTaking(Duration.ofSeconds(15))).isTrue();
	}

}

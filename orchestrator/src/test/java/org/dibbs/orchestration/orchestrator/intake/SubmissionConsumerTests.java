package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionConsumerTests extends SubmissionConsumerFixture {

	@Test
	void commitsInOrderWhatFinishesOutOfOrder() {
		start();
		deliver(0, 1);
		waitForStarted(0L, 1L);
		open(1);
		open(0);
		waitForCommitted(2);
	}

	@Test
	void commitsNothingWhileTheFirstStillRuns() {
		start();
		deliver(0, 1, 2);
		open(1);
		open(2);
		waitForStarted(0L, 1L, 2L);
		Awaitility.await().until(() -> this.dispatcher.waiting() == 0);
		assertThat(committed()).isNull();
		open(0);
		waitForCommitted(3);
	}

	@Test
	void pausesWhileSubmissionsWaitAndGoesOnAfterwards() {
		start();
		deliver(0, 1, 2);
		Awaitility.await().until(() -> this.kafka.paused().contains(PARTITION));
		open(0);
		open(1);
		Awaitility.await().until(() -> this.kafka.paused().isEmpty());
		waitForStarted(0L, 1L, 2L);
	}

	@Test
	void staysInItsGroupWhileSubmissionsTakeLong() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		Awaitility.await().until(() -> this.loop.isTaking(Duration.ofSeconds(5)));
	}

	@Test
	void leavesARevokedPartitionsWorkToItsNewOwner() {
		start();
		deliver(0, 1, 2);
		waitForStarted(0L, 1L);
		this.kafka.schedulePollTask(() -> this.kafka.rebalance(List.of()));
		Awaitility.await().until(() -> this.inFlight.size() == 0);
		assertThat(this.dispatcher.waiting()).isZero();
	}

	@Test
	void doesNotRunAgainWhatStillRunsWhenItIsDeliveredAgain() {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> {
			this.rebalances.onPartitionsLost(List.of(PARTITION));
			this.rebalances.onPartitionsAssigned(List.of(PARTITION));
			this.kafka.seek(PARTITION, 0);
		});
		deliver(0, 1);
		waitForStarted(0L, 1L);
		open(0);
		open(1);
		waitForCommitted(2);
		assertThat(this.started).containsExactly(0L, 1L);
	}

	@Test
	void runsAgainWhatCameBackWhileItRanAndWasStoppedThen() {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> {
			this.rebalances.onPartitionsLost(List.of(PARTITION));
			this.rebalances.onPartitionsAssigned(List.of(PARTITION));
			this.kafka.seek(PARTITION, 0);
		});
		deliver(0, 1);
		waitForStarted(0L, 1L);
		this.dispatcher.cancel(List.of(PARTITION));
		waitForStarted(0L, 1L, 0L);
		open(0);
		open(1);
		waitForCommitted(1);
	}

	@Test
	void stopsWhatRunsOfAPartitionThatTurnsOutToBeAnotherWorkers() {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> {
			this.rebalances.onPartitionsLost(List.of(PARTITION));
			this.kafka.rebalance(List.of());
		});
		Awaitility.await().until(() -> this.inFlight.size() == 0);
		assign();
		deliver(0);
		waitForStarted(0L, 0L);
	}

	@Test
	void runsAgainWhatWasStoppedForAnotherWorkerThatNeverFinishedIt() {
		start();
		deliver(0);
		waitForStarted(0L);
		this.kafka.schedulePollTask(() -> this.kafka.rebalance(List.of()));
		Awaitility.await().until(() -> this.inFlight.size() == 0);
		assign();
		deliver(0);
		waitForStarted(0L, 0L);
		open(0);
		waitForCommitted(1);
	}

	@Test
	void commitsWhatHasFinishedBeforeAPartitionGoes() {
		start();
		deliver(0, 1);
		open(0);
		waitForCommitted(1);
		waitForStarted(0L, 1L);
		assertThat(committed()).isEqualTo(new OffsetAndMetadata(1));
	}

	@Test
	void finishesWhatRunsBeforeItStops() throws InterruptedException {
		start();
		deliver(0);
		waitForStarted(0L);
		this.loop.stop();
		open(0);
		this.thread.join();
		assertThat(this.kafka.closed()).isTrue();
		assertThat(this.inFlight.size()).isZero();
	}

}

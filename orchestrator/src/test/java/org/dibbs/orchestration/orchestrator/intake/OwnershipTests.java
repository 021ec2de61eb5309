package org.dibbs.orchestration.orchestrator.intake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OwnershipTests {

	private static final TopicPartition ONE = new TopicPartition("t", 1);

	private static final TopicPartition TWO = new TopicPartition("t", 2);

	private final Ownership ownership = new Ownership();

	@Test
	void suspectsTheRecordsThatWereThereBefore() {
		this.ownership.settle(Map.of(ONE, 5L), List.of(ONE));
		assertThat(this.ownership.of(ONE).isSuspect(4)).isTrue();
		assertThat(this.ownership.of(ONE).isSuspect(5)).isFalse();
		assertThat(this.ownership.of(TWO)).isNull();
	}

	@Test
	void whatWasGivenUpIsAnotherWorkers() {
		this.ownership.settle(Map.of(ONE, 0L), List.of(ONE));
		assertThatCode(() -> this.ownership.await(ONE)).doesNotThrowAnyException();
		this.ownership.release(List.of(ONE));
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.ownership.await(ONE));
	}

	@Test
	void whoeverWantsToPublishWaitsUntilItIsDecidedWhoseAPartitionIs() {
		this.ownership.settle(Map.of(ONE, 0L), List.of(ONE));
		this.ownership.lose(List.of(ONE));
		CompletableFuture<Boolean> mine = waiting(ONE);
		assertThat(mine).isNotDone();
		assertThat(this.ownership.settle(Map.of(ONE, 3L), List.of(ONE))).isEmpty();
		assertThat(mine.join()).isTrue();
	}

	@Test
	void tellsWhichPartitionsAreAnotherWorkersByNow() {
		this.ownership.settle(Map.of(ONE, 0L, TWO, 0L), List.of(ONE, TWO));
		this.ownership.loseAll();
		CompletableFuture<Boolean> mine = waiting(TWO);
		assertThat(this.ownership.settle(Map.of(ONE, 0L), List.of(ONE))).containsExactly(TWO);
		assertThat(mine.join()).isFalse();
	}

	private CompletableFuture<Boolean> waiting(TopicPartition partition) {
		CompletableFuture<Boolean> mine = new CompletableFuture<>();
		Thread thread = Thread.ofPlatform().daemon().start(() -> {
			try {
				this.ownership.await(partition);
				mine.complete(true);
			}
			catch (InterruptedException ex) {
				mine.complete(false);
			}
		});
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		return mine;
	}

}

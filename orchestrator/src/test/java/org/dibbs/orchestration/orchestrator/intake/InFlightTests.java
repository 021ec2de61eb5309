package org.dibbs.orchestration.orchestrator.intake;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InFlightTests {

	private static final TopicPartition FIRST = new TopicPartition("t", 0);

	private static final TopicPartition SECOND = new TopicPartition("t", 1);

	private static final Guard GUARD = new Guard(() -> {
	});

	private final InFlight inFlight = new InFlight();

	@Test
	void commitsNothingBeforeTheFirstHasFinished() {
		this.inFlight.add(FIRST, 5);
		InFlight.Entry second = this.inFlight.add(FIRST, 6);
		this.inFlight.finish(second);
		assertThat(this.inFlight.takeFinished()).isEmpty();
		assertThat(this.inFlight.size()).isEqualTo(2);
	}

	@Test
	void commitsTheFinishedPrefixOnly() {
		InFlight.Entry first = this.inFlight.add(FIRST, 5);
		InFlight.Entry second = this.inFlight.add(FIRST, 6);
		this.inFlight.add(FIRST, 7);
		InFlight.Entry fourth = this.inFlight.add(FIRST, 8);
		this.inFlight.finish(fourth);
		this.inFlight.finish(second);
		this.inFlight.finish(first);
		assertThat(this.inFlight.takeFinished()).containsOnlyKeys(FIRST).containsEntry(FIRST, new OffsetAndMetadata(7));
	}

	@Test
	void offersAPrefixOnce() {
		this.inFlight.finish(this.inFlight.add(FIRST, 5));
		this.inFlight.takeFinished();
		assertThat(this.inFlight.takeFinished()).isEmpty();
	}

	@Test
	void keepsPartitionsApart() {
		this.inFlight.add(FIRST, 1);
		this.inFlight.finish(this.inFlight.add(SECOND, 9));
		assertThat(this.inFlight.takeFinished()).containsOnlyKeys(SECOND)
			.containsEntry(SECOND, new OffsetAndMetadata(10));
	}

	@Test
	void skipsOffsetsThatWereNeverDelivered() {
		InFlight.Entry first = this.inFlight.add(FIRST, 5);
		InFlight.Entry second = this.inFlight.add(FIRST, 12);
		this.inFlight.finish(first);
		this.inFlight.finish(second);
		assertThat(this.inFlight.takeFinished()).containsEntry(FIRST, new OffsetAndMetadata(13));
	}

	@Test
	void forgetsARevokedPartitionEvenWhereWorkOnItEndsLater() {
		InFlight.Entry entry = this.inFlight.add(FIRST, 5);
		this.inFlight.forget(List.of(FIRST), Map.of());
		this.inFlight.finish(entry);
		assertThat(this.inFlight.takeFinished()).isEmpty();
		assertThat(this.inFlight.size()).isZero();
	}

	@Test
	void knowsWhatRunsWhenItsPartitionComesBack() {
		InFlight.Entry running = this.inFlight.add(FIRST, 5);
		running.begin(GUARD);
		this.inFlight.add(FIRST, 6);
		this.inFlight.forget(List.of(FIRST), Map.of());
		InFlight.Entry again = this.inFlight.add(FIRST, 5);
		assertThat(again.isTaken()).isTrue();
		assertThat(this.inFlight.add(FIRST, 6).isTaken()).isFalse();
		this.inFlight.finish(running);
		assertThat(this.inFlight.takeFinished()).containsEntry(FIRST, new OffsetAndMetadata(6));
	}

	@Test
	void knowsWhatHasFinishedMeanwhileWhenItsPartitionComesBack() {
		InFlight.Entry running = this.inFlight.add(FIRST, 5);
		running.begin(GUARD);
		this.inFlight.forget(List.of(FIRST), Map.of());
		this.inFlight.finish(running);
		running.end();
		assertThat(this.inFlight.add(FIRST, 5).isTaken()).isTrue();
		assertThat(this.inFlight.takeFinished()).containsEntry(FIRST, new OffsetAndMetadata(6));
	}

	@Test
	void knowsWhatHasFinishedWhereItsCommitGotLost() {
		this.inFlight.finish(this.inFlight.add(FIRST, 5));
		Map<TopicPartition, OffsetAndMetadata> taken = this.inFlight.takeFinished();
		this.inFlight.forget(List.of(FIRST), taken);
		assertThat(this.inFlight.add(FIRST, 5).isTaken()).isTrue();
		assertThat(this.inFlight.add(FIRST, 6).isTaken()).isFalse();
	}

	@Test
	void letsARecordBeWorkedOnAgainWhoseWorkWasGivenUp() {
		InFlight.Entry interrupted = this.inFlight.add(FIRST, 5);
		interrupted.begin(GUARD);
		this.inFlight.forget(List.of(FIRST), Map.of());
		interrupted.end();
		assertThat(this.inFlight.add(FIRST, 5).isTaken()).isFalse();
	}

	@Test
	void saysOfARecordWhoseWorkWasGivenUpAfterItCameBackThatItIsBack() {
		InFlight.Entry running = this.inFlight.add(FIRST, 5);
		running.begin(GUARD);
		this.inFlight.forget(List.of(FIRST), Map.of());
		assertThat(this.inFlight.add(FIRST, 5)).isSameAs(running);
		assertThat(running.end()).isTrue();
		running.begin(GUARD);
		assertThat(running.end()).as("once").isFalse();
	}

	@Test
	void nobodyBeginsARecordOfAForgottenPartition() {
		InFlight.Entry waiting = this.inFlight.add(FIRST, 5);
		this.inFlight.forget(List.of(FIRST), Map.of());
		assertThat(waiting.begin(GUARD)).isFalse();
		assertThat(waiting.isRevoked()).isTrue();
	}

	@Test
	void stopsWhatRunsHereAndWasFinishedElsewhere() {
		Guard guard = new Guard(() -> {
		});
		this.inFlight.add(FIRST, 5).begin(guard);
		this.inFlight.forget(List.of(FIRST), Map.of());
		this.inFlight.add(FIRST, 9);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(guard::enter);
	}

	@Test
	void forgetsWhatAnotherWorkerHasCommittedMeanwhile() {
		InFlight.Entry running = this.inFlight.add(FIRST, 5);
		running.begin(GUARD);
		this.inFlight.forget(List.of(FIRST), Map.of());
		assertThat(this.inFlight.add(FIRST, 9).isTaken()).isFalse();
		this.inFlight.forget(List.of(FIRST), Map.of());
		assertThat(this.inFlight.add(FIRST, 5).isTaken()).isFalse();
	}

}

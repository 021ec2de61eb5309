package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AnnouncementsTests {

	private final MockProducer<String, byte[]> producer = new MockProducer<>(Cluster.empty(), false,
			new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Announcements announcements = new Announcements(Runnable::run, new SendGate(Duration.ZERO), this.time,
			2);

	private final List<Boolean> ends = new ArrayList<>();

	@Test
	void triesAgainAfterPausesThatGrowUpToALimit() {
		make();
		for (int pause : List.of(250, 500, 1000, 2000, 2000)) {
			int attempts = this.producer.history().size();
			this.producer.errorNext(new TimeoutException("expired"));
			this.time.advanceTimeBy(Duration.ofMillis(pause - 1));
			assertThat(this.producer.history()).hasSize(attempts);
			this.time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(this.producer.history()).hasSize(attempts + 1);
		}
		this.producer.completeNext();
		assertThat(this.ends).containsExactly(true);
		assertThat(this.announcements.outstanding()).isZero();
	}

	@Test
	void triesAgainWhereTheProducerThrows() {
		this.producer.sendException = new KafkaException("no memory");
		make();
		this.producer.sendException = null;
		this.time.advanceTimeBy(Announcements.FIRST_PAUSE);
		this.producer.completeNext();
		assertThat(this.ends).containsExactly(true);
	}

	@Test
	void givesUpWhatFailsWhenTooManyHaveFailed() {
		make();
		make();
		make();
		this.producer.errorNext(new TimeoutException("expired"));
		this.producer.errorNext(new TimeoutException("expired"));
		assertThat(this.ends).isEmpty();
		this.producer.errorNext(new TimeoutException("expired"));
		assertThat(this.ends).containsExactly(false);
		assertThat(this.announcements.outstanding()).isEqualTo(2);
	}

	@Test
	void givesUpWhereItsThreadsHaveEnded() {
		Announcements ended = new Announcements((task) -> {
			throw new RejectedExecutionException();
		}, new SendGate(Duration.ZERO), this.time, 2);
		ended.make(this.producer, event(), this.ends::add);
		assertThat(this.ends).containsExactly(false);
		assertThat(ended.outstanding()).isZero();
	}

	@Test
	void isClosedWhenTheLastOneIsWritten() {
		make();
		make();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(Duration.ofMinutes(1)));
		this.producer.completeNext();
		this.producer.errorNext(new TimeoutException("expired"));
		this.time.advanceTimeBy(Announcements.FIRST_PAUSE);
		assertThat(closed).isNotDone();
		this.producer.completeNext();
		await().untilAsserted(() -> assertThat(closed).isCompleted());
		assertThat(this.ends).containsExactly(true, true);
	}

	@Test
	void triesNothingAgainWhenItIsClosed() {
		make();
		close(Duration.ofMillis(1));
		this.producer.errorNext(new TimeoutException("expired"));
		assertThat(this.ends).containsExactly(false);
		this.time.advanceTimeBy(Announcements.LONGEST_PAUSE);
		assertThat(this.producer.history()).hasSize(1);
	}

	private void make() {
		this.announcements.make(this.producer, event(), this.ends::add);
	}

	private static SubmissionEvent event() {
		return new SubmissionEvent.Accepted(SubmissionId.next(), Instant.ofEpochMilli(7), Caller.DEFAULT_TENANT,
				SubmissionOrigin.PROCESS_MESSAGE, new RecordPlace(Topics.SUBMISSIONS, 0, 0));
	}

	private void close(Duration limit) {
		try {
			this.announcements.close(limit);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

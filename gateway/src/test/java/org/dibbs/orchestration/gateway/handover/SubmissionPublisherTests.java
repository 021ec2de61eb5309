package org.dibbs.orchestration.gateway.handover;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionBatch;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubmissionPublisherTests {

	final RecordedMetrics metrics = new RecordedMetrics();

	final HandoverMetrics handoverMetrics = new HandoverMetrics(this.metrics.openTelemetry());

	private final MockProducer<String, byte[]> producer = new MockProducer<>(Cluster.empty(), false,
			new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

	private final PublishingState state = new PublishingState(() -> 0);

	private final Announcements announcements = new Announcements(Runnable::run, new SendGate(Duration.ZERO),
			VirtualTimeScheduler.create(), 2);

	private final SubmissionPublisher publisher = new SubmissionPublisher(() -> this.producer, Runnable::run,
			new SendGate(Duration.ZERO), this.announcements, this.state, this.handoverMetrics);

	private final AtomicInteger copied = new AtomicInteger();

	private final PendingReply place = new PendingReply(SubmissionId.next());

	@Test
	void acceptsWhenTheQueueHasTheRecord() {
		this.publisher.open();
		publish();
		StepVerifier verifier = StepVerifier.create(this.place.accepted()).expectComplete().verifyLater();
		this.producer.completeNext();
		verifier.verify();
		assertThat(this.producer.history()).first().satisfies((record) -> {
			assertThat(record.key()).isEqualTo(this.place.id().toString());
			assertThat(ExchangeHeaders.number(record.headers(), ExchangeHeaders.RESULT_PARTITION)).isEqualTo(3);
		});
	}

	@Test
	void tellsTheLedgerOfWhatTheQueueHas() {
		this.publisher.open();
		publish();
		this.producer.completeNext();
		ProducerRecord<String, byte[]> event = this.producer.history().getLast();
		assertThat(event.topic()).isEqualTo(Topics.EVENTS);
		assertThat(event.key()).isEqualTo(this.place.id().toString());
		assertThat(new String(event.value())).startsWith("{\"type\":\"accepted\"").contains("\"dibbs-submissions/");
		StepVerifier verifier = StepVerifier.create(this.place.announced())
			.expectNext(true)
			.expectComplete()
			.verifyLater();
		this.producer.completeNext();
		verifier.verify();
	}

	@Test
	void tellsTheLedgerOfABatchThatTheQueueHas() {
		this.publisher.open();
		BatchDocuments documents = new BatchDocuments("{}\n{}".getBytes(StandardCharsets.UTF_8), 2);
		this.publisher.publish(new SubmissionBatch(this.place.id(), "county-a", documents, Instant.ofEpochMilli(7)),
				this.place, this.copied::incrementAndGet);
		this.producer.completeNext();
		ProducerRecord<String, byte[]> batch = this.producer.history().getFirst();
		assertThat(batch.value()).isSameAs(documents.lines());
		assertThat(ExchangeHeaders.get(batch.headers(), ExchangeHeaders.BATCH_FORM)).isEqualTo("ndjson");
		ProducerRecord<String, byte[]> event = this.producer.history().getLast();
		assertThat(event.key()).isEqualTo(this.place.id().toString());
		assertThat(new String(event.value())).startsWith(
				"{\"type\":\"batch-accepted\",\"at\":7,\"tenant\":\"county-a\",\"origin\":\"batch\",\"messages\":2");
	}

	@Test
	void tellsTheLedgerNothingOfWhatTheQueueRefused() {
		this.publisher.open();
		publish();
		this.producer.errorNext(new TimeoutException("expired"));
		assertThat(this.producer.history()).extracting(ProducerRecord::topic).containsExactly(Topics.SUBMISSIONS);
	}

	@Test
	void refusesWhenTheQueueDoesNotAnswer() {
		this.publisher.open();
		publish();
		this.producer.errorNext(new TimeoutException("expired"));
		assertRefused(ProblemKind.HANDOVER_UNAVAILABLE);
		assertThat(this.state.isFailing()).isTrue();
	}

	@Test
	void refusesWhenTheProducerThrows() {
		this.publisher.open();
		this.producer.sendException = new KafkaException("no memory");
		publish();
		assertRefused(ProblemKind.HANDOVER_UNAVAILABLE);
	}

	@Test
	void callsARecordTooLargeWithoutBlamingTheQueue() {
		this.publisher.open();
		publish();
		this.producer.errorNext(new RecordTooLargeException());
		assertRefused(ProblemKind.TOO_LARGE);
		assertThat(this.state.isFailing()).isFalse();
	}

	@Test
	void doesNotPublishWhatNobodyWaitsForAnyMore() {
		this.publisher.open();
		this.place.abandon();
		publish();
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void refusesBeforeItIsOpen() {
		publish();
		assertRefused(ProblemKind.HANDOVER_UNAVAILABLE);
	}

	@Test
	void refusesWhenItsThreadsHaveEnded() {
		SubmissionPublisher ended = new SubmissionPublisher(() -> this.producer, (task) -> {
			throw new RejectedExecutionException();
		}, new SendGate(Duration.ZERO), this.announcements, this.state, this.handoverMetrics);
		ended.publish(Requests.submission(this.place.id()), this.place, this.copied::incrementAndGet);
		assertRefused(ProblemKind.HANDOVER_UNAVAILABLE);
	}

	@Test
	void canBeOpenedAgainAfterAFailure() {
		List<Producer<String, byte[]>> made = new ArrayList<>();
		SubmissionPublisher reopened = new SubmissionPublisher(() -> {
			made.add(this.producer);
			return this.producer;
		}, Runnable::run, new SendGate(Duration.ZERO), this.announcements, this.state, this.handoverMetrics);
		this.producer.partitionsForException = new TimeoutException("no broker");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(reopened::open);
		this.producer.partitionsForException = null;
		reopened.open();
		assertThat(made).hasSize(1);
	}

	private void publish() {
		this.publisher.publish(Requests.submission(this.place.id()), this.place, this.copied::incrementAndGet);
		assertThat(this.copied).hasValue(1);
	}

	private void assertRefused(ProblemKind kind) {
		StepVerifier.create(this.place.accepted())
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(ProblemException.class,
					(problem) -> assertThat(problem.problem().kind()).isEqualTo(kind)));
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests implements Dispatcher.Work {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.SUBMISSIONS, 0);

	private final Queue<Long> run = new ConcurrentLinkedQueue<>();

	private final FakeStandings standings = new FakeStandings();

	private final Ownership ownership = new Ownership();

	private final Claims claims = new Claims(100);

	private final InFlight inFlight = new InFlight();

	private final Dispatcher dispatcher = new Dispatcher(100, 1000, this);

	private final Admission admission = new Admission(this.standings, new Simple(), this.ownership, this.claims,
			this.inFlight, this.dispatcher, new HeldArrivals(3, 1000), new IntakeMetrics(OpenTelemetry.noop()));

	@BeforeEach
	void own() {
		this.ownership.settle(Map.of(PARTITION, 10L), List.of(PARTITION));
	}

	@AfterEach
	void close() {
		this.admission.close();
	}

	@Test
	void runsWhatIsNewAlsoWhileTheLedgerIsAway() {
		this.standings.away = true;
		this.admission.admit(List.of(arrival(10, SubmissionId.next(), true)));
		awaitRun(10L);
	}

	@Test
	void whatAnotherWorkerMayHaveHadWaitsForTheLedger() {
		this.standings.away = true;
		this.admission.admit(List.of(arrival(9, SubmissionId.next(), true), arrival(10, SubmissionId.next(), true)));
		awaitRun(10L);
		this.standings.away = false;
		awaitRun(10L, 9L);
	}

	@Test
	void whatAnotherWorkerMayHaveHadWaitsUntilTheLedgerKnowsAllOfIt() {
		this.standings.behind = true;
		this.admission.admit(List.of(arrival(9, SubmissionId.next(), true), arrival(10, SubmissionId.next(), true)));
		awaitRun(10L);
		assertThat(this.admission.isBusy()).isFalse();
		this.standings.behind = false;
		awaitRun(10L, 9L);
	}

	@Test
	void aRecordOfAKafkaClientWaitsForTheLedgerSinceItMayBeARepetition() {
		this.standings.away = true;
		this.admission.admit(List.of(arrival(10, SubmissionId.next(), false), arrival(11, SubmissionId.next(), true)));
		awaitRun(11L);
		this.standings.away = false;
		awaitRun(11L, 10L);
	}

	@Test
	void whatIsDoneAlreadyIsCommittedWithoutBeingRun() {
		SubmissionId id = SubmissionId.next();
		this.standings.known.put(id, new Standing(Standing.State.ENDED, 1, null, null, false, Instant.EPOCH));
		this.admission.admit(List.of(arrival(10, id, true)));
		Awaitility.await().until(() -> !this.inFlight.takeFinished().isEmpty());
		assertThat(this.run).isEmpty();
	}

	@Test
	void ofTwoRecordsOfOneSubmissionOneIsRun() {
		SubmissionId id = SubmissionId.next();
		this.admission.admit(List.of(arrival(10, id, true), arrival(11, id, true)));
		Awaitility.await().until(() -> this.inFlight.takeFinished().containsKey(PARTITION));
		assertThat(this.run).hasSize(1);
	}

	@Test
	void whatIsRevokedWhileItWaitsIsNotRun() {
		this.standings.behind = true;
		this.admission.admit(List.of(arrival(9, SubmissionId.next(), true)));
		this.inFlight.forget(List.of(PARTITION), Map.of());
		this.ownership.release(List.of(PARTITION));
		this.standings.behind = false;
		this.admission.admit(List.of(arrival(9, SubmissionId.next(), true)));
		this.ownership.settle(Map.of(PARTITION, 10L), List.of(PARTITION));
		awaitRun(9L);
	}

	@Test
	void bringsNoMoreOnlyWhenAsManyAreHeldAsMay() {
		this.standings.away = true;
		this.admission.admit(List.of(arrival(7, SubmissionId.next(), true)));
		this.admission.admit(List.of(arrival(8, SubmissionId.next(), true)));
		this.admission.admit(List.of(arrival(10, SubmissionId.next(), true)));
		awaitRun(10L);
		assertThat(this.admission.isBusy()).isFalse();
		this.admission.admit(List.of(arrival(9, SubmissionId.next(), true)));
		assertThat(this.admission.isBusy()).isTrue();
		this.standings.away = false;
		awaitRun(7L, 8L, 9L, 10L);
		Awaitility.await().until(() -> !this.admission.isBusy());
	}

	private void awaitRun(Long... offsets) {
		Awaitility.await().untilAsserted(() -> assertThat(this.run).containsExactlyInAnyOrder(offsets));
	}

	private Arrival arrival(long offset, SubmissionId id, boolean ofFrontDoor) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 0, offset, id.toString(),
				new byte[0]);
		if (ofFrontDoor) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.ACCEPTED_AT, 1);
		}
		return Arrival.of(record, this.inFlight.add(PARTITION, offset), Context.root());
	}

	@Override
	public void run(Dispatcher.Task task, Guard guard) {
		this.run.add(task.submission().offset());
		this.inFlight.finish(task.entry());
	}

	@Override
	public void dropped(Dispatcher.Task task) {
	}

	@Override
	public void back(Dispatcher.Task task) {
	}

	@Override
	public void await(Dispatcher.Task task) {
	}

	/** Runs what has not ended. */
	private static final class Simple implements Precedent {

		@Override
		public Verdict ofFresh(Arrival arrival, @Nullable Standing known) {
			return (known != null) ? new Verdict.Skip(SkipReason.ENDED)
					: new Verdict.Run(Resumption.fresh(arrival.attempt(), null, false));
		}

		@Override
		public Map<Arrival, Verdict> ofAll(List<Arrival> arrivals, Map<SubmissionId, Standing> known,
				Predicate<Arrival> suspect) {
			return arrivals.stream()
				.collect(java.util.stream.Collectors.toMap((arrival) -> arrival,
						(arrival) -> ofFresh(arrival, known.get(arrival.id()))));
		}

	}

}

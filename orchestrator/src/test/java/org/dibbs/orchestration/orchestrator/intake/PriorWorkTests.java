package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.archive.RecordSearch;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.dibbs.orchestration.orchestrator.ledger.Standing.State;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PriorWorkTests {

	private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

	private static final Checkpoint CHECKPOINT = new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 0, 3), 4);

	private final SubmissionId id = SubmissionId.next();

	private @Nullable ConsumerRecord<String, byte[]> result;

	private boolean unreadable;

	private final RecordSearch search = (topic, partition, since, keys) -> {
		assertThat(keys).containsExactly(this.id.toString());
		assertThat(since).isBefore(SINCE);
		if (this.unreadable) {
			throw new ArchiveException("away for the test", false, null);
		}
		return (this.result != null && partition == this.result.partition())
				? Map.of(this.id.toString(), List.of(this.result)) : Map.of();
	};

	private final PriorWork prior = new PriorWork(this.search,
			new RecordSender(
					() -> new MockProducer<>(cluster(), true, null, new StringSerializer(), new ByteArraySerializer()),
					Duration.ofMillis(1)));

	@Test
	void whatNobodyKnowsIsRun() {
		assertThat(fresh(1, null)).isEqualTo(new Verdict.Run(Resumption.fresh(1, null, false)));
		assertThat(suspect(1, null)).isEqualTo(new Verdict.Run(Resumption.fresh(1, null, false)));
	}

	@ParameterizedTest
	@EnumSource(names = { "ENDED", "WAITING" })
	void anAttemptThatHasEndedIsNotRun(State state) {
		assertThat(fresh(2, standing(state, 2))).isInstanceOf(Verdict.Skip.class);
		assertThat(suspect(2, standing(state, 2))).isInstanceOf(Verdict.Skip.class);
	}

	@Test
	void anEarlierAttemptIsNotRun() {
		assertThat(fresh(1, standing(State.QUEUED, 2))).isInstanceOf(Verdict.Skip.class);
		assertThat(suspect(1, standing(State.RUNNING, 2))).isInstanceOf(Verdict.Skip.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "ENDED", "WAITING" })
	void theNextAttemptIsRun(State state) {
		assertThat(fresh(3, standing(state, 2))).isInstanceOf(Verdict.Run.class);
		assertThat(suspect(3, standing(state, 2))).isInstanceOf(Verdict.Run.class);
	}

	@Test
	void aRecordLikeOneThatIsWorkedOnElsewhereIsNotRun() {
		assertThat(fresh(1, standing(State.RUNNING, 1))).isInstanceOf(Verdict.Skip.class);
	}

	@Test
	void anAttemptThatAWorkerLeftIsRunAgainFromWhatItLeft() {
		assertThat(suspect(1, new Standing(State.RUNNING, 1, CHECKPOINT, null, true, SINCE)))
			.isEqualTo(new Verdict.Run(new Resumption(1, CHECKPOINT, null, true, null, 1)));
	}

	@Test
	void howManyWorkersBeganAnAttemptAndDiedIsHandedOn() {
		assertThat(suspect(1, new Standing(State.RUNNING, 1, null, null, false, SINCE, 2)))
			.isEqualTo(new Verdict.Run(new Resumption(1, null, null, false, null, 3)));
	}

	@Test
	void anAttemptWhoseStepWasLeftOpenIsHandedOnAsThat() {
		assertThat(suspect(1, new Standing(State.RUNNING, 1, null, 7, true, SINCE)))
			.isEqualTo(new Verdict.Run(new Resumption(1, null, 7, true, null, 1)));
	}

	@Test
	void anAttemptThatHadPublishedItsResultIsOnlyConcluded() {
		this.result = result(0, 1);
		assertThat(suspect(1, standing(State.RUNNING, 1)))
			.isEqualTo(new Verdict.Run(Resumption.concluded(1, this.result)));
	}

	@Test
	void theResultIsLookedForWhereTheSenderWaits() {
		this.result = result(1, 1);
		Arrival arrival = arrival(1);
		ExchangeHeaders.set(arrival.record().headers(), ExchangeHeaders.RESULT_PARTITION, 1);
		assertThat(judged(arrival, standing(State.RUNNING, 1)))
			.isEqualTo(new Verdict.Run(Resumption.concluded(1, this.result)));
	}

	@Test
	void theResultOfAnEarlierAttemptIsNotTakenForThisOnes() {
		this.result = result(0, 1);
		assertThat(suspect(2, standing(State.RUNNING, 2)))
			.isEqualTo(new Verdict.Run(new Resumption(2, null, null, false, null, 1)));
	}

	@Test
	void nothingIsSaidWhereKafkaCannotBeRead() {
		this.unreadable = true;
		assertThat(suspect(1, standing(State.RUNNING, 1))).isNull();
	}

	@Test
	void aReplayOfWhatHadASaveBegunKnowsThatItMayBeARepetition() {
		assertThat(fresh(2, new Standing(State.WAITING, 1, null, null, true, SINCE)))
			.isEqualTo(new Verdict.Run(Resumption.fresh(2, null, true)));
	}

	private Verdict fresh(int attempt, @Nullable Standing standing) {
		return this.prior.ofFresh(arrival(attempt), standing);
	}

	private @Nullable Verdict suspect(int attempt, @Nullable Standing standing) {
		return judged(arrival(attempt), standing);
	}

	private @Nullable Verdict judged(Arrival arrival, @Nullable Standing standing) {
		return this.prior
			.ofAll(List.of(arrival), (standing != null) ? Map.of(this.id, standing) : Map.of(), (each) -> true)
			.get(arrival);
	}

	private static Standing standing(State state, int attempts) {
		return new Standing(state, attempts, null, null, false, SINCE);
	}

	private Arrival arrival(int attempt) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 0, 5, this.id.toString(),
				new byte[0]);
		if (attempt > 1) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.ATTEMPT, attempt);
		}
		return Arrival.of(record, new InFlight().add(new TopicPartition(Topics.SUBMISSIONS, 0), 5), Context.root());
	}

	// The key decides on partition 0 or 1, unless a header does.
	private ConsumerRecord<String, byte[]> result(int partition, int attempt) {
		int place = (partition == 1) ? 1 : org.apache.kafka.clients.producer.internals.BuiltInPartitioner
			.partitionForKey(this.id.toString().getBytes(StandardCharsets.UTF_8), 2);
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.RESULTS, place, 9, this.id.toString(),
				"{}".getBytes(StandardCharsets.UTF_8));
		if (attempt > 1) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.ATTEMPT, attempt);
		}
		return record;
	}

	private static Cluster cluster() {
		Node node = new Node(0, "localhost", 1);
		Node[] nodes = { node };
		return new Cluster("c", List.of(node), List.of(new PartitionInfo(Topics.RESULTS, 0, node, nodes, nodes),
				new PartitionInfo(Topics.RESULTS, 1, node, nodes, nodes)), Set.of(), Set.of());
	}

}

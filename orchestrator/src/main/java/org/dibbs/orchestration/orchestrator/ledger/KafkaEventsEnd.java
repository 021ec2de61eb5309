package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Asks Kafka for the end. Everyone who writes events leaves it to Kafka's client which
 * partition a submission has, so the partition follows from the id. Thread safe.
 */
final class KafkaEventsEnd implements EventsEnd, EventsMarks, DisposableBean {

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private final Supplier<Admin> clients;

	private final Duration limit;

	private @Nullable Admin client;

	/**
	 * Creates it.
	 * @param clients makes the client; fails as long as no broker's name can be resolved
	 * @param limit how long an answer may take
	 */
	KafkaEventsEnd(Supplier<Admin> clients, Duration limit) {
		this.clients = clients;
		this.limit = limit;
	}

	@Override
	public Place of(SubmissionId id) {
		try {
			Admin admin = client();
			long millis = this.limit.toMillis();
			int partition = BuiltInPartitioner.partitionForKey(id.toString().getBytes(StandardCharsets.UTF_8),
					partitions(admin));
			TopicPartition place = new TopicPartition(Topics.EVENTS, partition);
			return new Place(partition,
					admin.listOffsets(Map.of(place, OffsetSpec.latest()))
						.partitionResult(place)
						.get(millis, TimeUnit.MILLISECONDS)
						.offset());
		}
		catch (ExecutionException | TimeoutException | KafkaException ex) {
			throw unavailable(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable(ex);
		}
	}

	@Override
	public EventsMark now() {
		try {
			Admin admin = client();
			long millis = this.limit.toMillis();
			Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
			Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
			int partitions = partitions(admin);
			for (int partition = 0; partition < partitions; partition++) {
				begins.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.earliest());
				ends.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.latest());
			}
			Map<TopicPartition, ListOffsetsResultInfo> first = admin.listOffsets(begins)
				.all()
				.get(millis, TimeUnit.MILLISECONDS);
			Map<Integer, Long> offsets = new HashMap<>();
			admin.listOffsets(ends).all().get(millis, TimeUnit.MILLISECONDS).forEach((partition, end) -> {
				ListOffsetsResultInfo begin = first.get(partition);
				if (begin == null || end.offset() > begin.offset()) {
					offsets.put(partition.partition(), end.offset());
				}
			});
			return new EventsMark(offsets);
		}
		catch (ExecutionException | TimeoutException | KafkaException ex) {
			throw away(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw away(ex);
		}
	}

	private int partitions(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
		return admin.describeTopics(Set.of(Topics.EVENTS))
			.topicNameValues()
			.values()
			.iterator()
			.next()
			.get(this.limit.toMillis(), TimeUnit.MILLISECONDS)
			.partitions()
			.size();
	}

	private static LedgerUnavailableException away(Exception cause) {
		return new LedgerUnavailableException(
				"Kafka cannot be asked how far the ledger is behind; try again in some seconds.", cause);
	}

	private static ProblemException unavailable(Exception cause) {
		ProblemException problem = new ProblemException(ProblemKind.LEDGER_UNAVAILABLE,
				"The ledger does not know the submission, and Kafka cannot be asked whether it is on its way there;"
						+ " try again in some seconds.");
		problem.initCause(cause);
		return problem;
	}

	private synchronized Admin client() {
		Admin current = this.client;
		if (current == null) {
			current = this.clients.get();
			this.client = current;
		}
		return current;
	}

	@Override
	public synchronized void destroy() {
		if (this.client != null) {
			this.client.close(CLOSE_LIMIT);
		}
	}

}

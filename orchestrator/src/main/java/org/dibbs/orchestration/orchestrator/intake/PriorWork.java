package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.dibbs.orchestration.exchange.AttemptOrder;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.archive.RecordSearch;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was done already for a submission. The ledger knows it, but for one gap: a
 * worker may die between the result and the event that tells of it. So of an attempt that
 * was begun and has no end on record, its result is looked for.
 */
final class PriorWork implements Precedent {

	private static final Logger logger = LoggerFactory.getLogger(PriorWork.class);

	/** By how much the clocks of two workers may differ. */
	private static final Duration SKEW = Duration.ofSeconds(30);

	private final RecordSearch search;

	private final RecordSender sender;

	PriorWork(RecordSearch search, RecordSender sender) {
		this.search = search;
		this.sender = sender;
	}

	@Override
	public Verdict ofFresh(Arrival arrival, @Nullable Standing known) {
		Verdict ended = ended(arrival, known);
		if (ended != null) {
			return ended;
		}
		if (known != null && known.attempts() == arrival.attempt() && known.state() == Standing.State.RUNNING) {
			// Nobody can have begun this record, so somebody has begun another one like
			// it.
			return new Verdict.Skip(SkipReason.ELSEWHERE);
		}
		return fresh(arrival, known);
	}

	private static Verdict fresh(Arrival arrival, @Nullable Standing known) {
		return new Verdict.Run(
				Resumption.fresh(arrival.attempt(), arrival.order().checkpoint(), known != null && known.onceBegun()));
	}

	private static @Nullable Verdict ended(Arrival arrival, @Nullable Standing known) {
		if (known == null || known.attempts() < arrival.attempt()) {
			return null;
		}
		boolean over = known.attempts() > arrival.attempt() || known.state() == Standing.State.ENDED
				|| known.state() == Standing.State.WAITING;
		return over ? new Verdict.Skip(SkipReason.ENDED) : null;
	}

	@Override
	public Map<Arrival, Verdict> ofAll(List<Arrival> arrivals, Map<SubmissionId, Standing> known,
			Predicate<Arrival> suspect) {
		Map<Arrival, Verdict> verdicts = new LinkedHashMap<>();
		Map<Arrival, Standing> begun = new LinkedHashMap<>();
		for (Arrival arrival : arrivals) {
			Standing standing = known.get(arrival.id());
			Verdict ended = ended(arrival, standing);
			if (ended != null) {
				verdicts.put(arrival, ended);
			}
			else if (standing == null || standing.attempts() < arrival.attempt() || !suspect.test(arrival)) {
				verdicts.put(arrival, ofFresh(arrival, standing));
			}
			else {
				begun.put(arrival, standing);
			}
		}
		verdicts.putAll(ofBegun(begun));
		return verdicts;
	}

	private Map<Arrival, Verdict> ofBegun(Map<Arrival, Standing> begun) {
		Map<Arrival, Verdict> verdicts = new HashMap<>();
		Map<Integer, List<Arrival>> byPartition = begun.keySet()
			.stream()
			.collect(Collectors.groupingBy(this::resultPartition));
		byPartition.forEach((partition, arrivals) -> {
			try {
				verdicts.putAll(ofBegun(partition, arrivals, begun));
			}
			catch (ArchiveException ex) {
				logger.warn("It cannot be found out whether {} submissions have a result: {}; this is tried again",
						arrivals.size(), ex.getMessage());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		return verdicts;
	}

	private Map<Arrival, Verdict> ofBegun(int partition, List<Arrival> arrivals, Map<Arrival, Standing> begun)
			throws ArchiveException, InterruptedException {
		Instant since = arrivals.stream()
			.map((arrival) -> standing(begun, arrival).updatedAt())
			.min(Instant::compareTo)
			.orElse(Instant.EPOCH)
			.minus(SKEW);
		Map<String, List<ConsumerRecord<String, byte[]>>> results = this.search.find(Topics.RESULTS, partition, since,
				arrivals.stream().map((arrival) -> arrival.id().toString()).collect(Collectors.toSet()));
		Map<Arrival, Verdict> verdicts = new HashMap<>();
		for (Arrival arrival : arrivals) {
			ConsumerRecord<String, byte[]> result = result(results, arrival);
			Resumption resumption = (result != null) ? Resumption.concluded(arrival.attempt(), result)
					: again(arrival, standing(begun, arrival));
			verdicts.put(arrival, new Verdict.Run(resumption));
		}
		return verdicts;
	}

	private static @Nullable ConsumerRecord<String, byte[]> result(
			Map<String, List<ConsumerRecord<String, byte[]>>> results, Arrival arrival) {
		List<ConsumerRecord<String, byte[]>> found = new ArrayList<>(
				results.getOrDefault(arrival.id().toString(), List.of()));
		found.removeIf((record) -> AttemptOrder.of(record.headers()).attempt() != arrival.attempt());
		return found.isEmpty() ? null : found.getFirst();
	}

	private static Resumption again(Arrival arrival, Standing standing) {
		Checkpoint checkpoint = (standing.checkpoint() != null) ? standing.checkpoint() : arrival.order().checkpoint();
		return new Resumption(arrival.attempt(), checkpoint, standing.openStep(), standing.onceBegun(), null,
				standing.begunAgain() + 1);
	}

	private static Standing standing(Map<Arrival, Standing> begun, Arrival arrival) {
		Standing standing = begun.get(arrival);
		if (standing == null) {
			throw new IllegalStateException("Nothing is known of submission " + arrival.id());
		}
		return standing;
	}

	// As the result publisher has it.
	private int resultPartition(Arrival arrival) {
		try {
			int partitions = this.sender.partitions(Topics.RESULTS);
			Integer wanted = ExchangeCodec.resultPartition(arrival.record());
			return (wanted != null && wanted < partitions) ? wanted : BuiltInPartitioner
				.partitionForKey(arrival.id().toString().getBytes(StandardCharsets.UTF_8), partitions);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while Kafka was asked for partitions", ex);
		}
	}

}

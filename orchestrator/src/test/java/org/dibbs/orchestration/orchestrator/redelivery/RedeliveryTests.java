package org.dibbs.orchestration.orchestrator.redelivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmission;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class RedeliveryTests {

	final RecordedMetrics metrics = new RecordedMetrics();

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final FakeDueSubmissions due = new FakeDueSubmissions();

	private final FakeStandings standings = new FakeStandings();

	private final Map<RecordPlace, ConsumerRecord<String, byte[]>> archived = new HashMap<>();

	private final Set<RecordPlace> unreadable = new HashSet<>();

	private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer());

	private final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	private final Redelivery redelivery = new Redelivery(this.due, new CatchUp(this.standings), (place, key) -> {
		if (this.unreadable.contains(place)) {
			throw new ArchiveException("away", false, null);
		}
		return this.archived.get(place);
	}, this.sender, new EventPublisher(this.sender), new RedeliveryMetrics(this.metrics.openTelemetry()),
			Duration.ofMillis(50), Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void theRecordOfAnAttemptIsTheFirstOneWithWhatIsNew() throws Exception {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1,
				Map.ofEntries(entry(ExchangeHeaders.SUBMISSION_ID, id.toString()),
						entry(ExchangeHeaders.ACCEPTED_AT, "123"), entry(ExchangeHeaders.ORIGIN, "process-zip"),
						entry(ExchangeHeaders.RESULT_PARTITION, "3"), entry(ExchangeHeaders.REPLY_UNTIL, "456"),
						entry(ExchangeHeaders.BATCH_ID, "b"), entry(ExchangeHeaders.PROGRESS_PARTITION, "4"),
						entry("traceparent", "t"), entry("tracestate", "s"), entry("baggage", "b"),
						entry("of-the-sender", "x"), entry(ExchangeHeaders.ATTEMPT, "1")));
		this.due.add(new DueSubmission(id, 3, place(1), "a.json", 7,
				new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 2, 9), 5)));
		assertThat(this.redelivery.turn()).isFalse();
		ProducerRecord<String, byte[]> record = this.producer.history().getFirst();
		assertThat(record.topic()).isEqualTo(Topics.SUBMISSIONS);
		assertThat(record.key()).isEqualTo(id.toString());
		assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("body 1");
		assertThat(headers(record)).containsOnly(entry(ExchangeHeaders.SUBMISSION_ID, id.toString()),
				entry(ExchangeHeaders.ACCEPTED_AT, "123"), entry(ExchangeHeaders.ORIGIN, "process-zip"),
				entry(ExchangeHeaders.RESULT_PARTITION, "3"), entry(ExchangeHeaders.REPLY_UNTIL, "456"),
				entry(ExchangeHeaders.BATCH_ID, "b"), entry(ExchangeHeaders.ORIGIN_TRACEPARENT, "t"),
				entry("of-the-sender", "x"), entry(ExchangeHeaders.ATTEMPT, "3"),
				entry(ExchangeHeaders.CHECKPOINT, "dibbs-checkpoints/2/9"), entry(ExchangeHeaders.NEXT_STEP, "5"),
				entry(ExchangeHeaders.CONFIG, "a.json"), entry(ExchangeHeaders.CONFIG_VERSION, "7"));
		assertThat(this.due.waiting()).isEmpty();
	}

	@Test
	void anAttemptFromTheBeginningHasNothingOfAnEarlierOne() throws Exception {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1, Map.of(ExchangeHeaders.CHECKPOINT, "t/1/2", ExchangeHeaders.NEXT_STEP, "3",
				ExchangeHeaders.CONFIG_VERSION, "4"));
		this.due.add(new DueSubmission(id, 2, place(1), null, null, null));
		this.redelivery.turn();
		assertThat(headers(this.producer.history().getFirst())).containsOnly(
				entry(ExchangeHeaders.SUBMISSION_ID, id.toString()), entry(ExchangeHeaders.ACCEPTED_AT, "1001"),
				entry(ExchangeHeaders.ATTEMPT, "2"));
	}

	@Test
	void aRecordThatNamedNoIdIsTheSameSubmissionOnceMore() throws Exception {
		SubmissionId id = SubmissionId.ofRecord(Topics.SUBMISSIONS, 0, 1);
		store(null, 1, Map.of());
		this.due.add(new DueSubmission(id, 2, place(1), null, null, null));
		this.redelivery.turn();
		assertThat(this.producer.history().getFirst().key()).isEqualTo(id.toString());
	}

	@Test
	void aDeadLetterIsTheRecordItWas() throws Exception {
		SubmissionId id = SubmissionId.next();
		RecordPlace place = letter(id, "body".getBytes(StandardCharsets.UTF_8), "dibbs-submissions/0/1");
		this.due.add(new DueSubmission(id, 2, place, null, null, null));
		this.redelivery.turn();
		ProducerRecord<String, byte[]> record = this.producer.history().getFirst();
		assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("body");
		assertThat(headers(record)).containsOnlyKeys(ExchangeHeaders.SUBMISSION_ID, ExchangeHeaders.ACCEPTED_AT,
				ExchangeHeaders.ATTEMPT);
	}

	@Test
	void aDeadLetterThatWouldHaveBeenTooLargeLeadsToWhatItWas() throws Exception {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1, Map.of());
		RecordPlace place = letter(id, null, place(1).toString());
		this.due.add(new DueSubmission(id, 2, place, null, null, null));
		this.redelivery.turn();
		assertThat(this.producer.history().getFirst().value()).asString(StandardCharsets.UTF_8).isEqualTo("body 1");
	}

	private RecordPlace letter(SubmissionId id, byte @Nullable [] value, String source) {
		RecordPlace place = new RecordPlace(Topics.DEAD_LETTERS, 0, 9);
		ConsumerRecord<String, byte[]> letter = new ConsumerRecord<>(place.topic(), place.partition(), place.offset(),
				id.toString(), value);
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.DEAD_LETTER_REASON, "attempts-used-up");
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.DEAD_LETTER_SOURCE, source);
		this.archived.put(place, letter);
		return place;
	}

	@Test
	void whoseBodyIsGoneIsDead() throws Exception {
		SubmissionId gone = SubmissionId.next();
		SubmissionId other = SubmissionId.next();
		store(SubmissionId.next().toString(), 2, Map.of());
		this.due.add(new DueSubmission(gone, 2, place(1), null, null, null));
		this.due.add(new DueSubmission(other, 3, place(2), null, null, null));
		this.redelivery.turn();
		assertThat(events()).containsExactly(
				new SubmissionEvent.DeadLettered(gone, NOW, 2, "body-gone", place(1), null),
				new SubmissionEvent.DeadLettered(other, NOW, 3, "body-gone", place(2), null));
		assertThat(this.due.waiting()).isEmpty();
	}

	@Test
	void whatNoBrokerTakesIsDead() throws Exception {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1, Map.of());
		this.due.add(new DueSubmission(id, 2, place(1), null, null, null));
		MockProducer<String, byte[]> refusing = new MockProducer<>(true, null, new StringSerializer(),
				new ByteArraySerializer());
		refusing.sendException = new RecordTooLargeException("too large");
		new Redelivery(this.due, new CatchUp(this.standings), (place, key) -> this.archived.get(place),
				new RecordSender(() -> refusing, Duration.ofMillis(1)), new EventPublisher(this.sender),
				new RedeliveryMetrics(this.metrics.openTelemetry()), Duration.ofMillis(50),
				Clock.fixed(NOW, ZoneOffset.UTC))
			.turn();
		assertThat(events())
			.containsExactly(new SubmissionEvent.DeadLettered(id, NOW, 2, "worker-defect", place(1), null));
	}

	@Test
	void whatCannotBeReadStaysForLaterAndHoldsUpNothingElse() throws Exception {
		for (int i = 1; i <= 3; i++) {
			SubmissionId id = SubmissionId.next();
			store(id.toString(), i, Map.of());
			this.due.add(new DueSubmission(id, 2, place(i), null, null, null));
		}
		this.unreadable.add(place(2));
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(this.redelivery::turn);
		assertThat(this.producer.history()).hasSize(1);
		assertThat(this.due.waiting()).hasSize(2);
		assertThat(this.due.claimed()).extracting(DueSubmission::source).containsExactly(place(2));
		this.redelivery.turn();
		assertThat(this.producer.history()).hasSize(2);
		assertThat(this.due.waiting()).hasSize(1);
	}

	@Test
	void nothingIsRepeatedWhileTheLedgerLagsBehind() throws Exception {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1, Map.of());
		this.due.add(new DueSubmission(id, 2, place(1), null, null, null));
		this.standings.upToDate = false;
		assertThat(this.redelivery.turn()).isFalse();
		assertThat(this.producer.history()).isEmpty();
		assertThat(this.due.claimed()).isEmpty();
		this.standings.upToDate = true;
		this.redelivery.turn();
		assertThat(this.producer.history()).hasSize(1);
	}

	@Test
	void aWorkerThatStopsGivesBackWhatItHasTaken() {
		SubmissionId id = SubmissionId.next();
		store(id.toString(), 1, Map.of());
		this.due.add(new DueSubmission(id, 2, place(1), null, null, null));
		this.due.whenClaimed = () -> Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.redelivery::turn);
		assertThat(this.due.waiting()).hasSize(1);
		assertThat(this.due.claimed()).isEmpty();
	}

	@Test
	void aFullTurnIsFollowedByAnother() throws Exception {
		for (int i = 1; i <= 20; i++) {
			SubmissionId id = SubmissionId.next();
			store(id.toString(), i, Map.of());
			this.due.add(new DueSubmission(id, 2, place(i), null, null, null));
		}
		assertThat(this.redelivery.turn()).isTrue();
		assertThat(this.redelivery.turn()).isFalse();
		assertThat(this.producer.history()).hasSize(20);
	}

	private void store(String key, long offset, Map<String, String> headers) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 0, offset, 1000 + offset,
				TimestampType.CREATE_TIME, 0, 0, key, ("body " + offset).getBytes(StandardCharsets.UTF_8),
				new RecordHeaders(), Optional.empty());
		headers.forEach((name, value) -> ExchangeHeaders.set(record.headers(), name, value));
		this.archived.put(place(offset), record);
	}

	private static RecordPlace place(long offset) {
		return new RecordPlace(Topics.SUBMISSIONS, 0, offset);
	}

	private static Map<String, String> headers(ProducerRecord<String, byte[]> record) {
		Map<String, String> headers = new HashMap<>();
		record.headers()
			.forEach((
					header) -> assertThat(headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
						.isNull());
		return headers;
	}

	private List<SubmissionEvent> events() {
		List<SubmissionEvent> events = new ArrayList<>();
		for (ProducerRecord<String, byte[]> record : this.producer.history()) {
			events.add(EventCodec.event(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value())));
		}
		return events;
	}

}

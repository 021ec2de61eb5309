package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventCodecTests {

	private static final SubmissionId ID = SubmissionId.next();

	private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

	private static final RecordPlace SOURCE = new RecordPlace(Topics.SUBMISSIONS, 3, 14);

	private static final RecordPlace RESULT = new RecordPlace(Topics.RESULTS, 0, 0);

	private static final SubmissionId BATCH = SubmissionId.next();

	private static final Checkpoint CHECKPOINT = new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 4, 2), 8);

	static final List<SubmissionEvent> EVENTS = List.of(
			new SubmissionEvent.Accepted(ID, AT, "county-a", SubmissionOrigin.PROCESS_ZIP, SOURCE),
			new SubmissionEvent.Started(ID, AT, "county-a", 2, AT.minusMillis(5), MessageType.ECR, "a.json", 7, SOURCE,
					"0123456789abcdef0123456789abcdef"),
			new SubmissionEvent.Started(ID, AT, "county-a", 1, AT, null, null, 0, SOURCE, null),
			new SubmissionEvent.Started(ID, AT, "county-a", 1, AT, null, null, SubmissionEvent.Started.UNKNOWN_VERSION,
					SOURCE, null),
			new SubmissionEvent.StepFinished(ID, AT, 1, 2, "fhir_converter", "convert-to-fhir",
					SubmissionEvent.StepOutcome.WARNING, 200, Duration.ofMillis(42)),
			new SubmissionEvent.Finished(ID, AT, 1, ExchangeHeaders.COMPLETED, 200, RESULT, null),
			new SubmissionEvent.Finished(ID, AT, 1, "step-failed", 503, RESULT, null),
			new SubmissionEvent.Finished(ID, AT, 1, "step-failed", 503, RESULT, "attempts-used-up"),
			new SubmissionEvent.Accepted(ID, AT, "county-a", SubmissionOrigin.BATCH, SOURCE, BATCH),
			new SubmissionEvent.BatchAccepted(ID, AT, "county-a", SubmissionOrigin.BATCH, 500, SOURCE),
			new SubmissionEvent.BatchSplit(ID, AT, 500),
			new SubmissionEvent.Started(ID, AT, "county-a", 1, AT, MessageType.ELR, "a.json", 0, SOURCE, null, BATCH),
			new SubmissionEvent.StepBegun(ID, AT, 1, 7, "save_bundle", "save-fhir-data"),
			new SubmissionEvent.StepFinished(ID, AT, 1, 7, "save_bundle", "save-fhir-data",
					SubmissionEvent.StepOutcome.WARNING, 200, Duration.ofMillis(42), "saved before", CHECKPOINT),
			new SubmissionEvent.RetryScheduled(ID, AT, 1, "step-failed", AT.plusSeconds(30), null),
			new SubmissionEvent.RetryScheduled(ID, AT, 2, "worker-error", AT.plusSeconds(60), CHECKPOINT),
			new SubmissionEvent.ReplayRequested(ID, AT, 7, AT.plusMillis(250), "somebody", null, CHECKPOINT),
			new SubmissionEvent.ReplayRequested(ID, AT, 7, AT, "somebody", "b.json", null),
			new SubmissionEvent.HandedBack(ID, AT, 3),
			new SubmissionEvent.DeadLettered(ID, AT, 6, DeadReason.BODY_GONE.slug(), SOURCE, null),
			new SubmissionEvent.DeadLettered(ID, AT, 1, DeadReason.NOT_A_SUBMISSION.slug(), SOURCE,
					new RecordPlace(Topics.DEAD_LETTERS, 0, 9)));

	@ParameterizedTest
	@FieldSource("EVENTS")
	void anEventComesBackAsItWasTold(SubmissionEvent event) {
		ProducerRecord<String, byte[]> record = EventCodec.record(event);
		assertThat(record.topic()).isEqualTo(Topics.EVENTS);
		assertThat(record.key()).isEqualTo(ID.toString());
		assertThat(EventCodec.event(received(record.key(), new String(record.value(), StandardCharsets.UTF_8))))
			.isEqualTo(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no json", "[]", "{}", "{\"type\":\"hatched\",\"at\":1}", "{\"type\":\"accepted\"}",
			"{\"type\":\"finished\",\"at\":1,\"attempt\":1,\"outcome\":\"completed\",\"status\":200,\"result\":\"here\"}",
			"{\"type\":\"step-finished\",\"at\":1.5}" })
	void whatIsNoEventIsNone(String value) {
		assertThat(EventCodec.event(received(ID.toString(), value))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"tenant\":\"\",", "\"tenant\":\"a b\",", "\"tenant\":7," })
	void anEventOfEarlierSoftwareIsOfTheTenantOfAllWhoNameNone(String member) {
		SubmissionEvent event = EventCodec.event(received(ID.toString(), "{\"type\":\"accepted\",\"at\":1700000000123,"
				+ member + "\"origin\":\"process-zip\",\"source\":\"dibbs-submissions/3/14\"}"));
		assertThat(event).isEqualTo(
				new SubmissionEvent.Accepted(ID, AT, Caller.DEFAULT_TENANT, SubmissionOrigin.PROCESS_ZIP, SOURCE));
	}

	@Test
	void aDeadLetterOfEarlierSoftwareHasNoAttempt() {
		SubmissionEvent event = EventCodec.event(received(ID.toString(),
				"{\"type\":\"dead-lettered\",\"at\":1700000000123,\"reason\":\"why\",\"source\":\"dibbs-submissions/3/14\","
						+ "\"letter\":\"dibbs-dead-letters/0/9\"}"));
		assertThat(event).isEqualTo(
				new SubmissionEvent.DeadLettered(ID, AT, 0, "why", SOURCE, new RecordPlace(Topics.DEAD_LETTERS, 0, 9)));
	}

	@Test
	void anEventOfNoSubmissionIsNone() {
		String value = new String(EventCodec.record(EVENTS.getFirst()).value(), StandardCharsets.UTF_8);
		assertThat(EventCodec.event(received(ID.toString(), value))).isNotNull();
		assertThat(EventCodec.event(received("x", value))).isNull();
	}

	private static ConsumerRecord<String, byte[]> received(String key, String value) {
		return new ConsumerRecord<>(Topics.EVENTS, 0, 42, 0, TimestampType.CREATE_TIME, 0, 0, key,
				value.getBytes(StandardCharsets.UTF_8), new org.apache.kafka.common.header.internals.RecordHeaders(),
				Optional.empty());
	}

}

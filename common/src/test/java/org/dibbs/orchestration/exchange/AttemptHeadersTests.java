package org.dibbs.orchestration.exchange;

import java.time.Instant;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptHeadersTests {

	private static final RecordPlace PLACE = new RecordPlace(Topics.CHECKPOINTS, 3, 14);

	private final Headers headers = new RecordHeaders();

	@Test
	void aRecordWithoutHeadersIsForTheFirstAttempt() {
		assertThat(AttemptOrder.of(this.headers)).isEqualTo(new AttemptOrder(1, null, null, null));
	}

	@Test
	void readsAllThatAnAttemptIsTold() {
		ExchangeHeaders.set(this.headers, ExchangeHeaders.ATTEMPT, 4);
		ExchangeHeaders.set(this.headers, ExchangeHeaders.CHECKPOINT, PLACE);
		ExchangeHeaders.set(this.headers, ExchangeHeaders.NEXT_STEP, 7);
		ExchangeHeaders.set(this.headers, ExchangeHeaders.CONFIG, "b.json");
		ExchangeHeaders.set(this.headers, ExchangeHeaders.CONFIG_VERSION, 0);
		assertThat(AttemptOrder.of(this.headers)).isEqualTo(new AttemptOrder(4, new Checkpoint(PLACE, 7), "b.json", 0));
	}

	@ParameterizedTest
	@CsvSource({ "dibbs-attempt,x", "dibbs-attempt,0", "dibbs-attempt,99999999999", "dibbs-checkpoint,here",
			"dibbs-checkpoint,t/1/2", "dibbs-next-step,3" })
	void passesOverWhatItCannotRead(String name, String value) {
		ExchangeHeaders.set(this.headers, name, value);
		assertThat(AttemptOrder.of(this.headers)).isEqualTo(new AttemptOrder(1, null, null, null));
	}

	@Test
	void theEndOfAnAttemptComesBackAsItWasWritten() {
		AttemptEnd end = new AttemptEnd(6, DeadReason.ATTEMPTS_USED_UP.slug(), PLACE);
		ProducerRecord<String, byte[]> result = end.on(new ProducerRecord<>(Topics.RESULTS, new byte[0]));
		assertThat(AttemptEnd.of(result.headers())).isEqualTo(end);
		assertThat(AttemptEnd.of(AttemptEnd.of(1).on(new ProducerRecord<>(Topics.RESULTS, new byte[0])).headers()))
			.isEqualTo(AttemptEnd.of(1));
	}

	@ParameterizedTest
	@CsvSource({ "t/1/2,true", "t/1,false", "/1/2,false", "t/x/2,false", "t/1/2/3,false", ",false" })
	void onlyTopicPartitionAndOffsetAreAPlace(String text, boolean place) {
		assertThat(RecordPlace.parse(text) != null).isEqualTo(place);
	}

	@Test
	void somebodyWaitsUntilTheWaitIsOver() {
		Instant until = Instant.ofEpochMilli(1000);
		SubmissionRequest request = new SubmissionRequest(SubmissionOrigin.PROCESS_MESSAGE, "fhir", DataType.FHIR, "c",
				JsonFragment.EMPTY_OBJECT, null, JsonFragment.EMPTY_OBJECT);
		Submission awaited = Submission.awaited(SubmissionId.next(), Caller.DEFAULT_TENANT, request, Instant.EPOCH, 3,
				until);
		assertThat(awaited.isAwaited(until.minusMillis(1))).isTrue();
		assertThat(awaited.isAwaited(until)).isFalse();
		assertThat(Submission.left(SubmissionId.next(), Caller.DEFAULT_TENANT, request, Instant.EPOCH)
			.isAwaited(Instant.EPOCH)).isFalse();
		assertThat(new Submission(SubmissionId.next(), Caller.DEFAULT_TENANT, request, Instant.EPOCH, 3, null, null)
			.isAwaited(Instant.MAX)).isTrue();
		assertThat(Submission.watched(SubmissionId.next(), Caller.DEFAULT_TENANT, request, Instant.EPOCH, 3)
			.isAwaited(Instant.MAX)).isTrue();
	}

}

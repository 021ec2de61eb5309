package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BatchCodecTests {

	private static final String VALID = "{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":\"c\",\"message\":\"MSH|\"}";

	private static final String UPLOAD = "{\"message_type\":\"elr\",\"config_file_name\":\"c\",\"message\":\"MSH|\"}";

	private final SubmissionId id = SubmissionId.next();

	private final SubmissionBatch batch = new SubmissionBatch(this.id, "county-a", read(VALID + "\n\r\n" + VALID),
			Instant.ofEpochMilli(1_700_000_000_123L));

	@Test
	void aBatchComesBackAsItWasSent() {
		ProducerRecord<String, byte[]> record = BatchCodec.record(this.batch);
		assertThat(record.key()).isEqualTo(this.id.toString());
		assertThat(BatchCodec.isBatch(received(record))).isTrue();
		assertThat(BatchCodec.batch(received(record))).isEqualTo(this.batch);
		assertThat(this.batch.documents().messages()).isEqualTo(2);
	}

	@Test
	void aWholeBatchIsNoSubmission() {
		ProducerRecord<String, byte[]> record = BatchCodec
			.record(new SubmissionBatch(this.id, "county-a", read(VALID), Instant.EPOCH));
		assertThat(ExchangeCodec.decode(received(record))).isInstanceOf(Decoding.Invalid.class);
	}

	@Test
	void eachMessageOfABatchIsASubmissionThatNamesIt() {
		List<ProducerRecord<String, byte[]>> records = records();
		assertThat(records).hasSize(2).allSatisfy((record) -> {
			ConsumerRecord<String, byte[]> received = received(record);
			assertThat(BatchCodec.isBatch(received)).isFalse();
			assertThat(ExchangeCodec.decode(received)).isInstanceOfSatisfying(Decoding.Valid.class, (valid) -> {
				assertThat(valid.request().origin()).isEqualTo(SubmissionOrigin.BATCH);
				Submission submission = ExchangeCodec.submission(received, valid.request());
				assertThat(submission.acceptedAt()).isEqualTo(this.batch.acceptedAt());
				assertThat(submission.tenant()).isEqualTo("county-a");
			});
			assertThat(ExchangeHeaders.get(received.headers(), ExchangeHeaders.BATCH_ID)).isEqualTo(this.id.toString());
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo(VALID);
		});
	}

	@Test
	void theSameBatchIsSplitIntoTheSameSubmissions() {
		List<String> ids = records().stream().map(ProducerRecord::key).toList();
		assertThat(ids).doesNotHaveDuplicates().isEqualTo(records().stream().map(ProducerRecord::key).toList());
		assertThat(SubmissionId.ofBatch(SubmissionId.next(), 1)).isNotEqualTo(SubmissionId.ofBatch(this.id, 1));
	}

	@Test
	void aFormThatIsUnknownIsRefused() {
		ProducerRecord<String, byte[]> record = BatchCodec.record(this.batch);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_FORM, "xml");
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> BatchCodec.batch(received(record)))
			.satisfies((ex) -> assertThat(errors(ex)).contains("dibbs-batch-form"));
	}

	@Test
	void aBatchWithoutValueIsRefused() {
		ProducerRecord<String, byte[]> record = BatchCodec.record(this.batch);
		ProducerRecord<String, byte[]> empty = new ProducerRecord<>(record.topic(), null, record.key(), null,
				record.headers());
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> BatchCodec.batch(received(empty)));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void tellsWhatIsWrongOnWhichLine(String lines, String errors) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(lines))
			.satisfies((ex) -> assertThat(errors(ex)).isEqualTo(errors));
	}

	static Stream<Arguments> invalid() {
		return Stream.of(
				Arguments.of("",
						"[{\"loc\":[\"body\"],\"msg\":\"there is no message in the batch\",\"type\":\"value_error\"}]"),
				Arguments.of(VALID + "\n\n[]\n",
						"[{\"loc\":[\"body\",3],\"msg\":\"value is not a valid dict\",\"type\":\"type_error.dict\"}]"),
				Arguments.of("{]\n" + UPLOAD,
						"[{\"loc\":[\"body\",1,1],\"msg\":\"JSON decode error\",\"type\":\"json_invalid\"},"
								+ "{\"loc\":[\"body\",2,\"data_type\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]"));
	}

	@Test
	void keepsWhatElseAnErrorTells() {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(VALID.replace("\"hl7\"", "\"x\"")))
			.satisfies((ex) -> assertThat(errors(ex)).contains("\"ctx\":{\"given\":\"x\"",
					"\"loc\":[\"body\",1,\"data_type\"]"));
	}

	@Test
	void tellsAHundredErrorsAtMost() {
		String lines = String.join("\n", Collections.nCopies(BatchErrors.MOST + 1, "1"));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(lines))
			.satisfies((ex) -> assertThat(errors(ex).split("\"loc\"", -1)).hasSize(BatchErrors.MOST + 1));
	}

	@Test
	void takesAsManyMessagesAsABatchMayHave() {
		assertThat(BatchDocuments.read(utf8(VALID + "\n" + VALID), 2, "THE_SETTING").messages()).isEqualTo(2);
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> BatchDocuments.read(utf8(VALID + "\n" + VALID), 1, "THE_SETTING"))
			.satisfies((ex) -> assertThat(errors(ex)).contains("more than 1 messages (THE_SETTING)"));
	}

	private List<ProducerRecord<String, byte[]>> records() {
		List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
		for (JsonFragment document : this.batch.documents()) {
			records.add(BatchCodec.record(this.batch, records.size() + 1, document));
		}
		return records;
	}

	private static String errors(ProblemException ex) {
		JsonFragment errors = ex.problem().errors();
		return (errors != null) ? errors.json() : "";
	}

	private static BatchDocuments read(String lines) {
		return BatchDocuments.read(utf8(lines), 1000, "THE_SETTING");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
		return new ConsumerRecord<>(sent.topic(), 0, 42, 1000, TimestampType.CREATE_TIME, 0, 0, sent.key(),
				sent.value(), sent.headers(), Optional.empty());
	}

}

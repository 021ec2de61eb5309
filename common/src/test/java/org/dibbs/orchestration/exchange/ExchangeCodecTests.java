package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExchangeCodecTests {

	private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

	private final SubmissionId id = SubmissionId.next();

	@Test
	void aSubmissionComesBackAsItWasSent() {
		Submission sent = new Submission(this.id, "county-a", request(), Instant.ofEpochMilli(1_700_000_000_123L), 7,
				null, null);
		ProducerRecord<String, byte[]> record = ExchangeCodec.record(sent);
		assertThat(record.topic()).isEqualTo(Topics.SUBMISSIONS);
		assertThat(record.partition()).isNull();
		assertThat(ExchangeCodec.submission(received(record), sent.request())).isEqualTo(sent);
	}

	@Test
	void aSubmissionThatIsWatchedNamesWhere() {
		Submission sent = Submission.watched(this.id, Caller.DEFAULT_TENANT, request(), Instant.EPOCH, 5);
		assertThat(ExchangeCodec.submission(received(ExchangeCodec.record(sent)), sent.request())).isEqualTo(sent);
	}

	@Test
	void theRecordOfASubmissionIsItsDocument() {
		SubmissionRequest request = request();
		assertThat(
				ExchangeCodec.record(Submission.left(this.id, Caller.DEFAULT_TENANT, request, Instant.EPOCH)).value())
			.isSameAs(request.document().bytes());
	}

	@Test
	void aRecordIsCheckedAsTheEndpointItCameInBy() {
		byte[] body = "{\"message_type\":\"zzz\",\"config_file_name\":\"c\",\"message\":\"m\"}"
			.getBytes(StandardCharsets.UTF_8);
		SubmissionRequest upload = ((Decoding.Valid) SubmissionDecoder.decode(body, SubmissionOrigin.PROCESS_ZIP))
			.request();
		ProducerRecord<String, byte[]> record = ExchangeCodec
			.record(Submission.left(this.id, Caller.DEFAULT_TENANT, upload, Instant.EPOCH));
		assertThat(ExchangeCodec.decode(received(record))).isEqualTo(new Decoding.Valid(upload));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.ORIGIN, "no-such-origin");
		assertThat(ExchangeCodec.decode(received(record))).isInstanceOf(Decoding.Invalid.class);
	}

	@Test
	void aSubmissionNobodyWaitsForNamesNoPartition() {
		ProducerRecord<String, byte[]> record = ExchangeCodec
			.record(Submission.left(this.id, Caller.DEFAULT_TENANT, request(), Instant.EPOCH));
		assertThat(ExchangeCodec.resultPartition(received(record))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "county/a" })
	void aRecordThatNamesNoTenantIsOfTheOneOfAllSuch(String tenant) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>("t", null, BODY);
		assertThat(ExchangeCodec.tenant(received(record))).isEqualTo("default");
		ExchangeHeaders.set(record.headers(), SecurityHeaders.TENANT, tenant);
		assertThat(ExchangeCodec.tenant(received(record))).isEqualTo("default");
	}

	@Test
	void aRecordOfAnotherClientIsNamedByItsKeyOrByItsPlace() {
		assertThat(ExchangeCodec.submissionId(received(new ProducerRecord<>("t", this.id.toString(), BODY))))
			.isEqualTo(this.id);
		SubmissionId made = ExchangeCodec.submissionId(received(new ProducerRecord<>("t", "no id", BODY)));
		assertThat(made).isEqualTo(ExchangeCodec.submissionId(received(new ProducerRecord<>("t", null, BODY))));
	}

	@Test
	void aCompletedReplyComesBackAsItWasSent() {
		ProducerRecord<String, byte[]> record = ExchangeCodec.record(this.id, 3,
				new WorkflowReply.Completed(WorkflowReply.XML, BODY));
		assertThat(record.topic()).isEqualTo(Topics.RESULTS);
		assertThat(record.partition()).isEqualTo(3);
		assertThat(record.key()).isEqualTo(this.id.toString());
		assertThat(ExchangeCodec.reply(received(record)))
			.isEqualTo(new WorkflowReply.Completed(WorkflowReply.XML, BODY));
	}

	@Test
	void aFailedReplyComesBackAsItWasSent() {
		WorkflowReply failed = WorkflowReply.Failed.of(new Problem(ProblemKind.STEP_FAILED, 418, "Service S", null));
		assertThat(ExchangeCodec.reply(received(ExchangeCodec.record(this.id, null, failed)))).isEqualTo(failed);
	}

	@Test
	void aRecordThatIsNoReplyIsNone() {
		ProducerRecord<String, byte[]> record = ExchangeCodec.record(this.id, null,
				new WorkflowReply.Completed(WorkflowReply.JSON, BODY));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.OUTCOME, "no-such-kind");
		assertThat(ExchangeCodec.reply(received(record))).isNull();
		assertThat(ExchangeCodec.reply(received(new ProducerRecord<>(Topics.RESULTS, "k", BODY)))).isNull();
	}

	@Test
	void aHeaderThatIsNoNumberIsNone() {
		RecordHeaders headers = new RecordHeaders();
		for (String value : new String[] { "", "-1", "1.5", "x", "9999999999999999999" }) {
			ExchangeHeaders.set(headers, ExchangeHeaders.RESULT_PARTITION, value);
			assertThat(ExchangeHeaders.number(headers, ExchangeHeaders.RESULT_PARTITION)).as(value).isNull();
		}
	}

	private static SubmissionRequest request() {
		byte[] body = InvalidSubmission.document("'ecr'", "'ecr'", "'c'", "'m'", null).getBytes(StandardCharsets.UTF_8);
		return ((Decoding.Valid) SubmissionDecoder.decode(body)).request();
	}

	private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
		return new ConsumerRecord<>(sent.topic(), 0, 42, 1000, TimestampType.CREATE_TIME, 0, 0, sent.key(),
				sent.value(), sent.headers(), Optional.empty());
	}

}

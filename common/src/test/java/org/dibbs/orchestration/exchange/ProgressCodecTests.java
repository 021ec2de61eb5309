package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressCodecTests {

	private static final SubmissionProgress.Step STEP = new SubmissionProgress.Step(2, "convert-to-fhir", true, 200,
			JsonFragment.literal("{\"a\":1}"));

	private final SubmissionId id = SubmissionId.next();

	@Test
	void aStepComesBackAsItWasTold() {
		ProducerRecord<String, byte[]> record = ProgressCodec.record(this.id, 7, STEP);
		assertThat(record.topic()).isEqualTo(Topics.PROGRESS);
		assertThat(record.partition()).isEqualTo(7);
		assertThat(record.key()).isEqualTo(this.id.toString());
		assertThat(ProgressCodec.progress(received(record))).isEqualTo(STEP);
		assertThat(ExchangeCodec.submissionId(received(record))).isEqualTo(this.id);
	}

	@Test
	void aStepThatFailedComesBackAsOne() {
		SubmissionProgress failed = new SubmissionProgress.Step(1, "validate", false, 503, JsonFragment.string("busy"));
		assertThat(ProgressCodec.progress(received(ProgressCodec.record(this.id, 0, failed)))).isEqualTo(failed);
	}

	@Test
	void theEndComesBackAsItWasTold() {
		WorkflowReply.Failed failed = WorkflowReply.Failed.of(Problem.of(ProblemKind.STEP_REFUSED, "no"));
		ProducerRecord<String, byte[]> record = ProgressCodec.record(this.id, 3, new SubmissionProgress.End(failed));
		assertThat(record.topic()).isEqualTo(Topics.PROGRESS);
		assertThat(ProgressCodec.progress(received(record))).isEqualTo(new SubmissionProgress.End(failed));
	}

	@ParameterizedTest
	@ValueSource(strings = { ExchangeHeaders.STEP_ENDPOINT, ExchangeHeaders.STATUS })
	void aStepWithoutWhatItNeedsTellsNothing(String header) {
		ProducerRecord<String, byte[]> record = ProgressCodec.record(this.id, 0, STEP);
		record.headers().remove(header);
		assertThat(ProgressCodec.progress(received(record))).isNull();
	}

	@Test
	void aForeignRecordTellsNothing() {
		assertThat(ProgressCodec
			.progress(received(new ProducerRecord<>(Topics.PROGRESS, 0, "k", "{}".getBytes(StandardCharsets.UTF_8)))))
			.isNull();
	}

	private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
		return new ConsumerRecord<>(sent.topic(), 0, 42, 0, TimestampType.CREATE_TIME, 0, 0, sent.key(), sent.value(),
				sent.headers(), Optional.empty());
	}

}

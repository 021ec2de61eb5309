package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ProgressPublisherTests {

	private final SubmissionId id = SubmissionId.next();

	private int limit = Integer.MAX_VALUE;

	private boolean away;

	private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer()) {

		@Override
		public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
			if (ProgressPublisherTests.this.away) {
				throw new TimeoutException("away");
			}
			if (record.value().length > ProgressPublisherTests.this.limit) {
				throw new RecordTooLargeException("too large");
			}
			return super.send(record, callback);
		}
	};

	private final ProgressPublisher publisher = new ProgressPublisher(
			new RecordSender(() -> this.producer, Duration.ofMillis(1)));

	@Test
	void aStepIsLostRatherThanHeldUpWhileTheBrokerIsAway() {
		this.away = true;
		assertThatNoException().isThrownBy(() -> this.publisher.stepEnded(this.id, 0, step(JsonFragment.NULL)));
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void aStepWhoseAnswerNoRecordCanHoldIsToldWithoutIt() {
		this.publisher.stepEnded(this.id, 0, step(JsonFragment.of(new byte[Topics.MAX_RECORD_BYTES])));
		assertThat(new String(this.producer.history().getFirst().value())).startsWith("\"The answer has ");
	}

	@Test
	void anEndThatNoRecordCanHoldIsToldWithoutTheResult() throws InterruptedException {
		this.limit = 500;
		this.publisher.ended(this.id, 0, new WorkflowReply.Completed(WorkflowReply.JSON, new byte[501]));
		assertThat(new String(this.producer.history().getFirst().value())).contains("501 bytes is stored");
	}

	private static SubmissionProgress.Step step(JsonFragment response) {
		return new SubmissionProgress.Step(1, "validate", true, 200, response);
	}

}

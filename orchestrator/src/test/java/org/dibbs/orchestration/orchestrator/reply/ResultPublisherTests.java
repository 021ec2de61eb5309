package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.AttemptEnd;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultPublisherTests {

	private static final Node NODE = new Node(0, "localhost", 1);

	private final MockProducer<String, byte[]> producer = new MockProducer<>(cluster(), true, null,
			new StringSerializer(), new ByteArraySerializer());

	private final ResultPublisher publisher = new ResultPublisher(
			new RecordSender(() -> this.producer, Duration.ofMillis(1)));

	private final SubmissionId id = SubmissionId.next();

	private final WorkflowReply reply = new WorkflowReply.Completed(WorkflowReply.JSON, "{}".getBytes());

	@Test
	void writesToThePartitionTheSenderWaitsOn() throws InterruptedException {
		this.publisher.publish(this.id, 1, this.reply, AttemptEnd.of(1));
		ProducerRecord<String, byte[]> result = this.producer.history().get(0);
		assertThat(result.topic()).isEqualTo(Topics.RESULTS);
		assertThat(result.partition()).isEqualTo(1);
		assertThat(result.key()).isEqualTo(this.id.toString());
		assertThat(ExchangeHeaders.get(result.headers(), ExchangeHeaders.STATUS)).isEqualTo("200");
	}

	@Test
	void letsTheKeyChooseWhereNobodyWaits() throws InterruptedException {
		this.publisher.publish(this.id, null, this.reply, AttemptEnd.of(1));
		assertThat(this.producer.history().get(0).partition()).isNull();
	}

	@Test
	void ignoresAPartitionThatDoesNotExist() throws InterruptedException {
		this.publisher.publish(this.id, 99, this.reply, AttemptEnd.of(1));
		assertThat(this.producer.history().get(0).partition()).isNull();
	}

	@Test
	void tellsTheCallerWhenTheResultIsTooLargeForTheQueue() throws InterruptedException {
		MockProducer<String, byte[]> strict = new MockProducer<>(cluster(), false, null, new StringSerializer(),
				new ByteArraySerializer());
		Thread broker = Thread.ofVirtual().start(() -> {
			while (!strict.errorNext(new RecordTooLargeException("too large"))) {
				Thread.onSpinWait();
			}
			while (!strict.completeNext()) {
				Thread.onSpinWait();
			}
		});
		ResultPublisher.Published published = new ResultPublisher(new RecordSender(() -> strict, Duration.ofMillis(1)))
			.publish(this.id, 0, this.reply, AttemptEnd.of(1));
		broker.join();
		assertThat(published.reply().status()).isEqualTo(500);
		assertThat(new String(strict.history().get(1).value())).contains("larger than a record may be");
	}

	private static Cluster cluster() {
		List<PartitionInfo> partitions = List.of(partition(0), partition(1));
		return new Cluster("c", List.of(NODE), partitions, Set.of(), Set.of());
	}

	private static PartitionInfo partition(int number) {
		Node[] nodes = { NODE };
		return new PartitionInfo(Topics.RESULTS, number, NODE, nodes, nodes);
	}

}

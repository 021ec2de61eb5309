package org.dibbs.orchestration.gateway.submission;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches that come twice.
 */
class KeyedBatchTests extends KeyedHandoverFixture {

	private static final String PATH = "/orchestration/submissions/batch";

	private static final byte[] BATCH = (MESSAGE + "\n" + MESSAGE + "\n").getBytes(StandardCharsets.UTF_8);

	@BeforeEach
	void accepts() {
		this.handover.batches().clear();
		this.handover.answersBatches(Mono.just(true));
	}

	@Test
	void aBatchThatComesTwiceIsHandedOverOnceAndAnsweredAlike() {
		HttpResponse<String> first = send(BATCH);
		database.known.add(header(first, "Batch-Id"));
		HttpResponse<String> second = send(BATCH);
		assertThat(this.handover.batches()).hasSize(1);
		assertThat(second.statusCode()).isEqualTo(202);
		assertThat(second.body()).isEqualTo(first.body()).contains("\"messages\":2");
		assertThat(header(second, "Location")).isEqualTo(header(first, "Location")).isNotEmpty();
		assertThat(header(first, "Idempotent-Replayed")).isEmpty();
		assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
		assertThat(database.asked).contains("GET /submissions/batches/" + header(first, "Batch-Id"));
	}

	@Test
	void anotherBatchWithTheSameKeyIsRefused() {
		send(BATCH);
		assertThat(send(MESSAGE.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(422);
		assertThat(this.handover.batches()).hasSize(1);
	}

	@Test
	void aBatchThatWasNotAcceptedIsHandedOverByTheSameNameWhenItComesAgain() {
		this.handover.answersBatches(Mono.error(new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE, "away")));
		assertThat(send(BATCH).statusCode()).isEqualTo(503);
		this.handover.answersBatches(Mono.just(true));
		database.age = 60_000;
		HttpResponse<String> second = send(BATCH);
		assertThat(second.statusCode()).isEqualTo(202);
		assertThat(this.handover.batches()).hasSize(1);
		assertThat(header(second, "Idempotent-Replayed")).isEmpty();
	}

	private HttpResponse<String> send(byte[] batch) {
		return upload(PATH, "application/x-ndjson", batch);
	}

}

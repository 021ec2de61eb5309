package org.dibbs.orchestration.local;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers are told when more comes than can be taken, and that nothing is lost of
 * what was.
 */
class BackpressureIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final int MOST_PENDING = 20;

	private final Stack stack = Stack.shared();

	@Test
	void aQueueThatDoesNotAnswerIsTold503AndWhatItHadAcknowledgedIsFinished() {
		List<String> accepted = IntStream.range(0, 10).mapToObj((number) -> accepted(FHIR)).toList();
		this.stack.broker().halt();
		try {
			List<CompletableFuture<HttpResponse<String>>> refused = Stream.of("/process-message", "/submissions")
				.map((path) -> this.stack.postLater(this.stack.gateway(path), FHIR))
				.toList();
			assertThat(refused).allSatisfy((answer) -> isToldToComeBack(answer.join(), 503));
		}
		finally {
			this.stack.broker().goOn();
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.stack.submit(FHIR).statusCode() == 200);
		assertThat(accepted).allSatisfy(this::isFinished);
	}

	@Test
	void oneCallerTooManyIsTold429WhileThoseWhoDoNotWaitAreStillServed() {
		this.stack.script().with("MAX_PENDING", Integer.toString(MOST_PENDING)).run("restart", "gateway");
		try (KafkaProbe probe = this.stack.probe(Topics.SUBMISSIONS)) {
			this.stack.kill("orchestrator");
			List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(() -> this.stack.submitLater(FHIR))
				.limit(MOST_PENDING)
				.toList();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> probe.count(Topics.SUBMISSIONS) == MOST_PENDING);
			isToldToComeBack(this.stack.submit(FHIR), 429);
			List<String> accepted = IntStream.range(0, 2 * MOST_PENDING).mapToObj((number) -> accepted(FHIR)).toList();
			this.stack.startWhatIsMissing();
			assertThat(waiting).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
			assertThat(accepted).allSatisfy(this::isFinished);
		}
		finally {
			this.stack.script().with("MAX_PENDING", "10000").run("restart", "gateway");
			this.stack.startWhatIsMissing();
		}
	}

	private String accepted(String document) {
		HttpResponse<String> answer = this.stack.post(this.stack.gateway("/submissions"), document);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return answer.headers().firstValue("submission-id").orElseThrow();
	}

	private void isFinished(String id) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(this.stack.get(this.stack.gateway("/submissions/" + id + "?wait=30s")).body())
						.contains("\"status\":\"SUCCEEDED\""));
	}

	private static void isToldToComeBack(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("retry-after")).isPresent();
		assertThat(answer.headers().firstValue("submission-id")).isEmpty();
	}

}

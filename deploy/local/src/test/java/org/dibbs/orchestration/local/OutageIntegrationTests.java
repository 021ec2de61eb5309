package org.dibbs.orchestration.local;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers see when processes of the stack die and come back.
 */
class OutageIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Stack stack = Stack.shared();

	@Test
	void callersWaitWhileTheWorkerIsAwayAndAreAnsweredWhenItIsBack() {
		try (KafkaProbe probe = this.stack.probe(Topics.SUBMISSIONS)) {
			this.stack.kill("orchestrator");
			List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> this.stack.submitLater(FHIR))
				.limit(5)
				.toList();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> probe.count(Topics.SUBMISSIONS) == 5);
			assertThat(answers).noneMatch(CompletableFuture::isDone);
			this.stack.startWhatIsMissing();
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
		}
	}

	@Test
	void aMessageThatAKilledWorkerHadBegunIsAnsweredByTheNext() {
		this.stack.control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":60000}");
		CompletableFuture<HttpResponse<String>> answer = this.stack.submitLater(FHIR);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.stack.get(this.stack.sandbox("/__stats")).body().contains("\"in_flight\":1"));
		this.stack.kill("orchestrator");
		this.stack.startWhatIsMissing();
		assertThat(answer.join().statusCode()).isEqualTo(200);
	}

	@Test
	void callersAreToldThatTheQueueIsAwayAndServedWhenItIsBack() {
		this.stack.broker().interrupt();
		try {
			HttpResponse<String> refused = this.stack.submit(FHIR);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("retry-after")).isPresent();
			assertThat(refused.body()).startsWith("{\"detail\":\"");
		}
		finally {
			this.stack.broker().restore();
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.stack.submit(FHIR).statusCode() == 200);
	}

	@Test
	void aGatewayThatWasKilledTakesMessagesAgain() {
		this.stack.kill("gateway");
		this.stack.startWhatIsMissing();
		assertThat(this.stack.submit(FHIR).statusCode()).isEqualTo(200);
	}

}

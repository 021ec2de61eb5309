package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was kept long enough is gone, with times of seconds instead of days.
 */
@BesideOthers
class RetentionIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Script script;

	RetentionIntegrationTests() throws IOException {
		this.script = new Script().with("BODY_RETENTION", "8s")
			.with("KAFKA_RETENTION_CHECK_INTERVAL", "1s")
			.with("LEDGER_RETENTION", "40s")
			.with("LEDGER_PURGE_INTERVAL", "1s");
	}

	@AfterEach
	void stop() {
		this.script.close();
	}

	@Test
	void deletesTheMessageAndItsResultFirstAndWhatIsKnownOfItLater() {
		Stack stack = Stack.own(this.script);
		String id = stack.post(stack.gateway("/submissions"), FHIR).headers().firstValue("submission-id").orElseThrow();
		HttpResponse<String> ended = stack.get(stack.gateway("/submissions/" + id + "?wait=30s"));
		assertThat(ended.body()).contains("\"status\":\"SUCCEEDED\"");
		assertThat(stack.get(stack.gateway("/submissions/" + id + "/result")).statusCode()).isEqualTo(200);
		try (KafkaProbe probe = stack.probe(Topics.SUBMISSIONS)) {
			soon().until(() -> probe.isEmptied(Topics.SUBMISSIONS));
		}
		soon().untilAsserted(() -> {
			HttpResponse<String> gone = stack.get(stack.gateway("/submissions/" + id + "/result"));
			assertThat(gone.statusCode()).isEqualTo(410);
		});
		assertThat(stack.get(stack.gateway("/submissions/" + id)).statusCode()).isEqualTo(200);
		soon().until(() -> stack.get(stack.gateway("/submissions/" + id)).statusCode() == 404);
	}

	private static ConditionFactory soon() {
		return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500));
	}

}

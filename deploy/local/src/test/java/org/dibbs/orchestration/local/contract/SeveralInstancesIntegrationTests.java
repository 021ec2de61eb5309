package org.dibbs.orchestration.local.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three gateways and three workers serve like one of each.
 */
class SeveralInstancesIntegrationTests {

	// Enough that each worker gets some.
	private static final int MESSAGES = 30;

	private static final String NAME = "several.json";

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@Test
	void aConfigIsSeenAtOnceByEveryGatewayAndUsedAtOnceByEveryWorker() {
		for (int round = 1; round <= 2 * this.doors.count(); round++) {
			String letters = (round % 2 == 0) ? "lower" : "upper";
			String config = namesIn(letters);
			int gateway = (round - 1) % this.doors.count() + 1;
			assertThat(this.doors.send(gateway, Call.put(NAME, overwrite(config))).status()).isIn(200, 201);
			for (int other = 1; other <= this.doors.count(); other++) {
				this.doors.send(other, Call.get("/configs/" + NAME))
					.is(200, "{\"message\":\"Config found!\",\"workflow\":" + config + "}");
			}
			String name = (round % 2 == 0) ? "testpatient" : "TESTPATIENT";
			assertThat(send()).allSatisfy(
					(answer) -> assertThat(answer.join().isJson(200).body()).contains("\"family\":\"" + name + "\""));
			this.doors.send(Call.get("/configs/" + NAME))
				.is(200, "{\"message\":\"Config found!\",\"workflow\":" + config + "}");
		}
	}

	@Test
	void configsAreReadAndWrittenAndUsedAfterTheWorkerThatServedThemIsKilled() {
		this.doors.send(2, Call.put(NAME, overwrite(namesIn("upper")))).isJson(200);
		this.doors.stack().kill("orchestrator");
		try {
			// Nothing of the database is needed for this one, so not one call may fail.
			everyGatewayAnswers("/configs/schema.json");
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> this.doors.send(2, Call.put(NAME, overwrite(namesIn("lower")))).isJson(200));
			everyGatewayAnswers("/configs");
			everyGatewayAnswers("/building-blocks");
			for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
				this.doors.send(gateway, Call.put(NAME, overwrite(namesIn("lower")))).isJson(200);
				assertThat(this.doors.send(gateway, Call.get("/configs/" + NAME)).isJson(200).body()).contains("lower");
			}
			assertThat(send()).allSatisfy(
					(answer) -> assertThat(answer.join().isJson(200).body()).contains("\"family\":\"testpatient\""));
		}
		finally {
			this.doors.stack().startWhatIsMissing();
		}
		assertThat(this.doors.send(1, Call.get("/configs/" + NAME)).isJson(200).body()).contains("lower");
	}

	@Test
	void theScriptKnowsThemAll() {
		String status = this.doors.stack().script().run("status");
		assertThat(status).contains("gateway ", "gateway-2 ", "gateway-3 ", "orchestrator ", "orchestrator-2 ",
				"orchestrator-3 ");
		assertThat(this.doors.stack().script().run("restart", "gateway-3")).contains("gateway-3 is ready");
		assertThat(this.doors.stack().script().run("up", "--detach", "--no-build", "--workers", "1"))
			.contains("This stack has 3 of orchestrator, and keeps them");
		this.doors.send(3, Call.get("/")).is(200, "{\"status\":\"OK\"}");
	}

	// Often enough for each to have turned to each worker.
	private void everyGatewayAnswers(String path) {
		for (int gateway = 1; gateway <= this.doors.count(); gateway++) {
			for (int i = 0; i < 2 * this.doors.count(); i++) {
				Answer answer = this.doors.send(gateway, Call.get(path));
				assertThat(answer.status()).as("%s", answer).isEqualTo(200);
			}
		}
	}

	private List<CompletableFuture<Answer>> send() {
		String document = Stack.submission("fhir", "fhir", NAME, "fhir.json");
		return Stream.generate(() -> this.doors.later(Call.message(document))).limit(MESSAGES).toList();
	}

	private static String namesIn(String letters) {
		return "{\"workflow\":[{\"service\":\"ingestion\",\"endpoint\":\"/fhir/harmonization/standardization/"
				+ "standardize_names\",\"params\":{\"case\":\"" + letters + "\"}}]}";
	}

	private static String overwrite(String config) {
		return "{\"workflow\":" + config + ",\"overwrite\":true}";
	}

}

package org.dibbs.orchestration.local.contract;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every path.
 */
class GeneralContractIntegrationTests {

	private static final String OK = "{\"status\":\"OK\"}";

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> thePrefixMakesNoDifference() {
		Stream<DynamicTest> roots = Stream.of("/", "/orchestration", "/orchestration/")
			.map((path) -> row("GET " + path, Call.get(path)).answers(200, OK));
		String names = "{\"default_configs\":[\"bundle-metadata-core.json\"";
		Stream<DynamicTest> others = Stream
			.of(Call.get("/configs"), Call.get("/configs/test-no-save.json"), Call.message(FHIR), Call.message("{"),
					Call.of("POST", "/process-zip", "{}"), Call.put("a.json", "{}"))
			.map((call) -> row(call.method() + " /orchestration" + call.path(), call.prefixed())
				.answers((answer) -> assertThat(answer).isEqualTo(this.doors.send(call))));
		return Stream
			.of(roots, others,
					Stream.of(row("GET /orchestration/configs lists", Call.get("/orchestration/configs"))
						.answers((answer) -> assertThat(answer.isJson(200).body()).startsWith(names))))
			.flatMap((rows) -> rows);
	}

	@TestFactory
	Stream<DynamicTest> anUnknownPathIsNotFound() {
		return Stream
			.of("/nothing", "/orchestration/nothing", "/process-zip/x", "/configs/a/b/c",
					"/orchestration/orchestration/configs", "/actuator/env")
			.map((path) -> row(path, Call.get(path)).isRefused(404, "{\"detail\":\"Not Found\"}"));
	}

	@TestFactory
	Stream<DynamicTest> aWrongVerbIsNotAllowed() {
		return Stream
			.of("POST /", "DELETE /", "GET /process-message", "PUT /process-message", "GET /process-zip",
					"DELETE /orchestration/process-zip", "POST /configs", "DELETE /configs", "POST /configs/a.json",
					"PATCH /orchestration/configs/a.json")
			.map((row) -> row(row, Call.of(row.split(" ")[0], row.split(" ")[1])).isRefused(405,
					"{\"detail\":\"Method Not Allowed\"}"));
	}

	@Test
	void saysAtOnceThatItIsThereHoweverBusyItIs() {
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":-1,\"delay_ms\":5000}");
		List<CompletableFuture<Answer>> answers = Stream.generate(() -> this.doors.later(Call.message(FHIR)))
			.limit(150)
			.toList();
		IntStream.rangeClosed(1, this.doors.count())
			.forEach((gateway) -> this.doors.send(gateway, Call.get("/")).is(200, OK));
		assertThat(answers).noneMatch(CompletableFuture::isDone);
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().status()).isEqualTo(200));
	}

	private Row row(String words, Call call) {
		return new Row(this.doors, words, call);
	}

}

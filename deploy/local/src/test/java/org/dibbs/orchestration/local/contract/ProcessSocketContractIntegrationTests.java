package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.socket.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The rows of the contract about {@code /process-ws}. Gateways and workers are processes
 * of their own, three of each.
 */
class ProcessSocketContractIntegrationTests {

	private static final String PATH = "/process-ws";

	private static final List<String> STEPS = List.of("validate", "convert-to-fhir", "standardize_names",
			"standardize_dob", "standardize_phones", "parse_message");

	private static final String ERROR = "{\"message\":\"Something went wrong\",\"responses\":null,\"processed_values\":\"\"}";

	private static final byte[] ZIP = Upload.zip("2024/CDA_eICR.xml", eicr());

	private static int connections;

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> tellsAllStepsSoFarAfterEachAndThenTheEnd() {
		return Stream.of(PATH, "/orchestration" + PATH, PATH + "?config=test-no-save.json")
			.map((path) -> DynamicTest.dynamicTest(path, () -> {
				try (TestSocket socket = connect(path).send(ZIP)) {
					assertRunsToItsEnd(socket);
				}
			}));
	}

	@Test
	void takesSeveralFramesOneAfterTheOtherWhicheverWorkerRunsThem() {
		try (TestSocket socket = connect(PATH).send(ZIP).send(ZIP)) {
			for (int i = 0; i < 6; i++) {
				assertRunsToItsEnd(socket);
				if (i < 4) {
					socket.send(ZIP);
				}
			}
		}
	}

	@Test
	void answersWhatProcessZipAnswers() {
		String answer = this.doors.send(Call.upload(new Upload().field("message_type", "ecr")
			.field("config_file_name", "test-no-save.json")
			.file("application/zip", ZIP))).isJson(200).body();
		try (TestSocket socket = connect(PATH).send(ZIP)) {
			STEPS.forEach((step) -> socket.next());
			assertThat(socket.next()).isEqualTo(answer);
		}
	}

	@Test
	void tellsAStepWhileTheNextOneRuns() {
		this.doors.stack().control("{\"endpoint\":\"standardize_names\",\"count\":1,\"delay_ms\":4000}");
		try (TestSocket socket = connect(PATH).send(ZIP)) {
			socket.next();
			assertThat(members(socket.next())).containsOnlyKeys("validate", "convert-to-fhir");
			// The third step has not been answered, though nothing else is left to be
			// told.
			assertThat(socket.hasNext()).isFalse();
			assertThat(members(socket.next())).containsKey("standardize_names");
		}
	}

	@Test
	void runsTheConfigOfTheAddress() {
		try (TestSocket socket = connect(PATH + "?config=bundle-only.json").send(ZIP)) {
			assertThat(members(socket.next())).containsOnlyKeys("convert-to-fhir");
		}
	}

	@TestFactory
	Stream<DynamicTest> closesAfterAnyError() {
		return Stream.of(
				closes("a config that is unknown", "?config=nope.json", ZIP, "1000 unknown-config, submission "),
				closes("what is no zip", "", "<a/>".getBytes(StandardCharsets.UTF_8), "1000 unusable-upload: "),
				closes("a zip without an eICR", "", Upload.zip("a.xml", "<a/>"),
						"1000 unusable-upload: There is no eICR in this zip file."),
				closes("a bomb", "", Upload.zip("CDA_eICR.xml", "<a>" + " ".repeat(40_000_000)), "1000 too-large: "));
	}

	private DynamicTest closes(String words, String query, byte[] frame, String reason) {
		return DynamicTest.dynamicTest(words, () -> {
			try (TestSocket socket = connect(PATH + query).send(frame)) {
				assertThat(socket.next()).isEqualTo(ERROR);
				assertThat(socket.closed()).startsWith(reason);
			}
		});
	}

	@Test
	void closesAfterATextFrame() {
		try (TestSocket socket = connect(PATH).send("PK")) {
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 ");
		}
	}

	@Test
	void tellsTheStepThatFailedBeforeTheError() {
		this.doors.stack()
			.control("{\"endpoint\":\"convert-to-fhir\",\"count\":-1,\"status\":418,\"body\":\"{\\\"no\\\":1}\","
					+ "\"content_type\":\"application/json\"}");
		try (TestSocket socket = connect(PATH).send(ZIP)) {
			assertThat(members(socket.next())).containsOnlyKeys("validate");
			Map<String, JsonFragment> steps = members(socket.next());
			assertThat(steps.get("convert-to-fhir").json())
				.isEqualTo("{\"status\":\"error\",\"status_code\":418,\"response\":{\"no\":1}}");
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 step-failed, submission ");
		}
	}

	@Test
	void tellsAStepThatGotNoAnswerBeforeTheError() {
		this.doors.stack().control("{\"endpoint\":\"validate\",\"count\":-1,\"reset\":true}");
		try (TestSocket socket = connect(PATH).send(ZIP)) {
			assertThat(members(socket.next()).get("validate").json()).startsWith(
					"{\"status\":\"error\",\"status_code\":500,\"response\":{\"message\":\"Orchestration service");
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 worker-error, submission ");
		}
	}

	@Test
	void aCallerWhoLeavesCancelsNothing() {
		this.doors.stack().control("{\"endpoint\":\"stamp-condition-extensions\",\"count\":1,\"delay_ms\":2000}");
		try (TestSocket socket = connect(PATH + "?config=integrated.json").send(ZIP)) {
			socket.next();
		}
		assertThat(saves()).isZero();
		await().atMost(Duration.ofSeconds(60)).until(() -> saves() == 1);
	}

	private long saves() {
		String stats = this.doors.stack().get(this.doors.stack().sandbox("/__stats")).body();
		JsonFragment calls = members(stats).get("endpoints");
		JsonFragment save = JsonMembers.member(calls, "/ecr-viewer/api/save-fhir-data");
		return (save != null) ? Long.parseLong(members(save.json()).get("calls").json()) : 0;
	}

	private static void assertRunsToItsEnd(TestSocket socket) {
		for (int i = 1; i <= STEPS.size(); i++) {
			Map<String, JsonFragment> steps = members(socket.next());
			assertThat(List.copyOf(steps.keySet())).isEqualTo(STEPS.subList(0, i));
			assertThat(steps.values()).allSatisfy((step) -> assertThat(step.json())
				.startsWith("{\"status\":\"success\",\"status_code\":200,\"response\":{"));
		}
		assertThat(socket.next())
			.startsWith("{\"message\":\"Processing succeeded!\",\"processed_values\":{\"message\":");
	}

	private static Map<String, JsonFragment> members(String json) {
		Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.literal(json));
		assertThat(members).isNotNull();
		return members;
	}

	private static String eicr() {
		String document = Stack.submission("ecr", "ecr", "c", "ecr.xml");
		return members(document).get("message").text();
	}

	/** Connects to each of the gateways in turn. */
	private TestSocket connect(String path) {
		int gateway = connections++ % this.doors.count() + 1;
		return new TestSocket(this.doors.stack().gateway(gateway, path).toString().replaceFirst("http", "ws"));
	}

}

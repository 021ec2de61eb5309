package org.dibbs.orchestration.local.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What somebody tries who means no good, over three gateways and three workers, and what
 * stands in the audit trail afterwards.
 */
class AttackerIntegrationTests {

	private static final String CONFIG = "{\"workflow\":{\"workflow\":[{\"service\":\"validation\","
			+ "\"endpoint\":\"/validate\"}]}}";

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Doors doors = new Doors();

	@Test
	void whoDidWhatStandsInAChainThatIsIntact() {
		Answer submitted = this.doors.send(Call.of("POST", "/submissions", FHIR)).isJson(202);
		String id = submitted.member("submission_id").text();
		this.doors.send(Call.get("/submissions/" + id + "?wait=30s")).isJson(200);
		this.doors.send(Call.get("/submissions/" + id + "/result")).isJson(200);
		this.doors.send(Call.of("POST", "/submissions/" + id + "/replay")).isJson(202);
		assertThat(actions(id, 3)).containsExactlyInAnyOrder("submit done", "read-result done", "replay done");
		String config = "audited-" + UUID.randomUUID() + ".json";
		this.doors.send(Call.put(config, CONFIG)).isJson(201);
		this.doors.send(Call.put(config, CONFIG)).isJson(400);
		this.doors.send(Call.of("DELETE", "/configs/" + config)).isJson(200);
		assertThat(actions(config, 3)).containsExactlyInAnyOrder("change-config done", "change-config refused",
				"delete-config done");
		Answer verified = this.doors.send(Call.get("/audit/verification")).isJson(200);
		assertThat(verified.member("intact").json()).isEqualTo("true");
		assertThat(verified.member("broken_at").json()).isEqualTo("null");
		assertThat(Integer.parseInt(verified.member("to").json())).isGreaterThanOrEqualTo(6);
	}

	@Test
	void theTrailHasPages() {
		this.doors.send(Call.of("POST", "/submissions", FHIR)).isJson(202);
		this.doors.send(Call.of("POST", "/submissions", FHIR)).isJson(202);
		Awaitility.await().until(() -> entries("/audit?limit=2").size() == 2);
		Answer page = this.doors.send(Call.get("/audit?limit=1")).isJson(200);
		long number = number(page);
		Answer next = this.doors.send(Call.get("/audit?limit=1&cursor=" + page.member("next").text())).isJson(200);
		assertThat(number(next)).isEqualTo(number - 1);
	}

	@TestFactory
	Stream<DynamicTest> questionsAboutTheTrailThatMakeNoSense() {
		return Stream
			.of("/audit?action=x", "/audit?outcome=x", "/audit?limit=0", "/audit?limit=1001", "/audit?cursor=x",
					"/audit?from=yesterday", "/audit?tenant=a%0Ab", "/audit?tenannt=a", "/audit/verification?from=0",
					"/audit/verification?to=5")
			.map((path) -> DynamicTest.dynamicTest(path, () -> this.doors.send(Call.get(path)).isJson(422)));
	}

	@Test
	void theAddressOfAStepLeadsNowhere() throws IOException {
		try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String config = "trap-" + UUID.randomUUID() + ".json";
			String address = "http://127.0.0.1:" + trap.getLocalPort();
			this.doors.send(Call.put(config,
					"{\"workflow\":{\"workflow\":[{\"service\":\"validation\",\"endpoint\":\"/validate\",\"url\":\""
							+ address + "\",\"base_url\":\"" + address + "\"}]}}"))
				.isJson(201);
			this.doors.send(Call.message(FHIR.replace("sample-fhir-test-config.json", config)));
			trap.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(trap::accept);
		}
	}

	@TestFactory
	Stream<DynamicTest> stepsThatLeadSomewhereElseAreNoConfig() {
		return Stream
			.of("http://169.254.169.254|/latest/meta-data", "file:///etc/passwd|/x",
					"validation|http://127.0.0.1/validate", "validation|//127.0.0.1/validate",
					"validation|/../../admin", "validation|/validate?x=http://a", "validation|/validate#x",
					"validation|@127.0.0.1/validate", "validation|/%2e%2e/admin", "validation|\\\\r\\\\nHost: a")
			.map((step) -> DynamicTest.dynamicTest(step, () -> {
				String[] parts = step.split("\\|");
				this.doors.send(Call.put("ssrf.json", "{\"workflow\":{\"workflow\":[{\"service\":\"" + parts[0]
						+ "\",\"endpoint\":\"" + parts[1] + "\"}]}}"))
					.isJson(422);
			}));
	}

	@TestFactory
	Stream<DynamicTest> jsonThatIsDeeperThanAnythingOfUse() {
		String deep = "[".repeat(20_000) + "]".repeat(20_000);
		return Stream
			.of(Call.message(FHIR.replace("{", "{\"x\":" + deep + ",").substring(0, 40_000)), Call.message(deep),
					Call.of("POST", "/submissions", deep), Call.put("deep.json", deep),
					Call.of("POST", "/submissions/" + UUID.randomUUID() + "/replay", deep))
			.map((call) -> DynamicTest.dynamicTest(call.method() + " " + call.path(),
					() -> this.doors.send(call).isJson(422)));
	}

	private List<String> actions(String target, int count) {
		Awaitility.await().until(() -> entries("/audit?target=" + target).size() >= count);
		return entries("/audit?target=" + target).stream()
			.map((entry) -> text(entry, "action") + " " + text(entry, "outcome"))
			.toList();
	}

	private List<JsonFragment> entries(String path) {
		List<JsonFragment> entries = JsonMembers
			.elements(this.doors.send(Call.get(path)).isJson(200).member("entries"));
		assertThat(entries).isNotNull();
		return entries;
	}

	private static long number(Answer page) {
		List<JsonFragment> entries = JsonMembers.elements(page.member("entries"));
		assertThat(entries).hasSize(1);
		JsonFragment number = JsonMembers.member(entries.getFirst(), "number");
		assertThat(number).isNotNull();
		return Long.parseLong(number.json());
	}

	private static String text(JsonFragment entry, String name) {
		JsonFragment value = JsonMembers.member(entry, name);
		assertThat(value).isNotNull();
		return value.text();
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A broker whose disk is full, where this user may mount a small one.
 */
class FullDiskIntegrationTests {

	// Submissions wait for a worker while the disk fills, since results take space, too.
	private static final int MEGABYTES = 96;

	private static final int MESSAGE_BYTES = 4 * 1024 * 1024;

	private final Script script;

	private final Path disk;

	FullDiskIntegrationTests() throws IOException {
		this.script = new Script();
		this.disk = Files.createDirectory(this.script.data().resolve("kafka"));
	}

	@AfterEach
	void stop() throws Exception {
		this.script.run("down");
		run("umount", this.disk.toString());
		this.script.close();
	}

	@Test
	void callersAreTold503AndNothingThatWasAcknowledgedIsLost() throws Exception {
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", this.disk.toString()))
			.as("this user may mount a small disk")
			.isZero();
		Stack stack = Stack.own(this.script);
		stack.kill("orchestrator");
		ProcessHandle broker = stack.process("broker");
		List<String> accepted = new ArrayList<>();
		HttpResponse<String> refused = fill(stack, accepted);
		assertThat(accepted).isNotEmpty();
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("retry-after")).isPresent();
		// Kafka ends where it cannot write, maybe before that answer.
		broker.onExit().get(2, TimeUnit.MINUTES);
		run("mount", "-o", "remount,size=" + 4 * MEGABYTES + "m", this.disk.toString());
		stack.startWhatIsMissing();
		assertThat(accepted).allSatisfy((id) -> Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(stack.get(stack.gateway("/submissions/" + id + "?wait=30s")).body())
				.contains("\"status\":\"SUCCEEDED\"")));
	}

	private static HttpResponse<String> fill(Stack stack, List<String> accepted) {
		String document = new JsonObjectBuilder().member("message_type", "fhir")
			.member("data_type", "fhir")
			.member("config_file_name", "sample-fhir-test-config.json")
			.member("message",
					JsonFragment.literal(
							"{\"resourceType\":\"Bundle\",\"entry\":[],\"x\":\"" + "x".repeat(MESSAGE_BYTES) + "\"}"))
			.build()
			.json();
		for (int i = 0; i <= 2 * MEGABYTES * 1024 * 1024 / MESSAGE_BYTES; i++) {
			HttpResponse<String> answer = stack.post(stack.gateway("/submissions"), document);
			if (answer.statusCode() != 202) {
				return answer;
			}
			accepted.add(answer.headers().firstValue("submission-id").orElseThrow());
		}
		throw new AssertionError("the disk did not fill");
	}

	private static int run(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
	}

}

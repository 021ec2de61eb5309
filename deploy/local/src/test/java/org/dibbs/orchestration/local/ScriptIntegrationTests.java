package org.dibbs.orchestration.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code ./dibbs} promises to whoever runs it.
 */
class ScriptIntegrationTests {

	private static final String SAMPLE = Script.ROOT.resolve("deploy/local/samples/fhir.json").toString();

	/** Classes that a JVM takes from its own archive where it has no other. */
	private static final long OF_THE_JVM_ALONE = 4000;

	private final Script script;

	ScriptIntegrationTests() throws IOException {
		this.script = new Script();
	}

	@AfterEach
	void stopWhatWasStarted() {
		this.script.close();
		assertThat(this.script.data()).doesNotExist();
	}

	@Test
	void runsAStackBesideAnotherAndLeavesNoProcessOfItBehind() throws IOException {
		Stack other = Stack.shared();
		this.script.run("up", "--detach", "--no-build");
		assertThat(this.script.processes()).hasSize(4);
		assertThat(this.script.run("send", SAMPLE)).contains("HTTP 200", ":" + this.script.get("GATEWAY_PORT"));
		assertThat(other.script().run("send", SAMPLE)).contains("HTTP 200");
		assertThat(log("gateway")).contains("Started GatewayApplication");
		this.script.run("down");
		assertThat(this.script.processes()).isEmpty();
		assertThat(this.script.run(1, "status")).contains("gateway").doesNotContain(" up ");
		assertThat(other.script().run("status")).doesNotContain("down");
	}

	@Test
	void showsLogsThatPeopleCanRead() {
		assertThat(Stack.shared().script().run("logs", "gateway"))
			.containsPattern("(?m)^[\\dT:.-]+\\S* +INFO \\d+ --- \\[gateway\\] \\[")
			.doesNotContain("\"@timestamp\"");
	}

	@Test
	void applicationsTakeTheirClassesFromAnArchiveUnderTheAgent() throws IOException {
		Stack stack = Stack.shared();
		for (String name : List.of("gateway", "orchestrator")) {
			assertThat(counter(stack.process(name), "java.cls.sharedLoadedClasses")).as(name)
				.isGreaterThan(OF_THE_JVM_ALONE);
		}
	}

	@Test
	void leavesNothingOfAStackThatDoesNotGetReady() {
		this.script.with("DIBBS_READY_TIMEOUT", "1");
		assertThat(this.script.run(1, "up", "--detach", "--no-build")).contains("DIBBS_READY_TIMEOUT");
		assertThat(this.script.processes()).isEmpty();
	}

	@Test
	void namesTheStackThatUsesAPort() {
		Script other = Stack.shared().script();
		for (String name : List.of("GATEWAY_PORT", "SANDBOX_PORT")) {
			this.script.with(name, other.get(name));
		}
		assertThat(this.script.run(1, "up", "--detach", "--no-build"))
			.contains("the gateway of the stack in " + other.data(), "the sandbox of the stack in " + other.data())
			.contains("nothing was started");
		assertThat(this.script.processes()).isEmpty();
	}

	@Test
	void namesTheProcessThatUsesAPort() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.HOST))) {
			this.script.with("ORCHESTRATOR_PORT", Integer.toString(taken.getLocalPort()));
			assertThat(this.script.run(1, "up", "--detach", "--no-build"))
				.contains("Port " + taken.getLocalPort() + ", which orchestrator needs, is in use by pid "
						+ ProcessHandle.current().pid())
				.contains("ORCHESTRATOR_PORT=");
		}
	}

	@Test
	void saysThatTheKafkaItWasToldOfDoesNotAnswer() {
		String nowhere = "127.0.0.1:" + this.script.get("KAFKA_PORT");
		this.script.with("KAFKA_BOOTSTRAP_SERVERS", nowhere);
		assertThat(this.script.run(1, "up", "--detach", "--no-build")).contains("nothing answers at " + nowhere);
	}

	@Test
	void saysThatNothingRan() {
		assertThat(this.script.run("down")).contains("Nothing of this stack was running");
	}

	@Test
	void refusesToTakeTheStackDownForOneProcess() {
		assertThat(this.script.run(1, "down", "gateway")).contains("./dibbs restart NAME");
	}

	private static long counter(ProcessHandle jvm, String name) throws IOException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		Process process = new ProcessBuilder(jcmd, Long.toString(jvm.pid()), "PerfCounter.print").start();
		try (BufferedReader counters = process.inputReader()) {
			return counters.lines()
				.filter((line) -> line.startsWith(name + "="))
				.mapToLong((line) -> Long.parseLong(line.substring(name.length() + 1)))
				.findFirst()
				.orElseThrow();
		}
	}

	private String log(String name) throws IOException {
		return Files.readString(this.script.data().resolve("logs").resolve(name + ".log"));
	}

}

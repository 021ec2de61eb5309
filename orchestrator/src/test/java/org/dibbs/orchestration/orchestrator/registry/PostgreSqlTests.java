package org.dibbs.orchestration.orchestrator.registry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.registry.ConfigEditor.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Two instances on a real PostgreSQL, where its programs are installed. */
class PostgreSqlTests {

	private static final ConfigName NAME = new ConfigName("a.json");

	private final Path data = Path.of("/tmp", "dibbs-pg-" + UUID.randomUUID());

	private @Nullable Path programs;

	@BeforeEach
	void findPrograms() throws IOException {
		if (Files.isDirectory(Path.of("/usr/lib/postgresql"))) {
			try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
				versions.forEach((version) -> this.programs = version.resolve("bin"));
			}
		}
		assumeThat(this.programs).as("PostgreSQL is not installed (Debian: postgresql), so nothing is tried on it")
			.isNotNull();
	}

	@AfterEach
	void stop() throws Exception {
		if (Files.exists(this.data)) {
			run("pg_ctl", "-D", this.data.toString(), "-m", "immediate", "stop");
			execute(List.of("rm", "-rf", this.data.toString()));
		}
	}

	@Test
	void anInstanceSeesAtOnceWhatAnotherStores() throws Exception {
		DriverManagerDataSource source = start();
		TestDatabase.migrate(source);
		Instance here = new Instance(new ConfigStore(JdbcClient.create(source)));
		Instance there = new Instance(new ConfigStore(JdbcClient.create(source)));
		assertThat(here.configs.find(NAME.value())).isNull();
		assertThat(put(there, "v1")).isEqualTo(Change.CREATED);
		assertThat(put(here, "v2")).isEqualTo(Change.UPDATED);
		WorkflowConfig config = there.configs.find(NAME.value());
		assertThat(config).isNotNull();
		assertThat(config.steps().getFirst().endpoint()).isEqualTo("v2");
		assertThat(there.store.add(NAME.value(), 2, "{}", "late")).isFalse();
		assertThat(there.editor.delete(NAME, "eve")).isEqualTo(Change.DELETED);
		assertThat(here.configs.find(NAME.value())).isNull();
		assertThat(here.configs.versions(NAME.value())).extracting(ConfigVersion::deleted)
			.containsExactly(true, false, false);
	}

	private static Change put(Instance instance, String endpoint) {
		return instance.editor.put(NAME,
				JsonFragment.literal("{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"" + endpoint + "\"}]}"), true,
				"ann");
	}

	private DriverManagerDataSource start() throws Exception {
		int port = freePort();
		run("initdb", "-D", this.data.toString(), "-A", "trust", "-U", "dibbs", "-E", "UTF8");
		run("pg_ctl", "-D", this.data.toString(), "-w", "-l", this.data.resolve("log").toString(), "-o",
				"-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=" + this.data,
				"start");
		return new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "dibbs", "");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void run(String program, String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// It refuses to run as root.
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		assertThat(this.programs).isNotNull();
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		execute(command);
	}

	private static void execute(List<String> command) throws Exception {
		Process process = new ProcessBuilder(command).directory(Path.of("/tmp").toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
	}

}

package org.dibbs.orchestration.orchestrator.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The embedded database, opened by several processes. */
class EmbeddedServerTests {

	@TempDir
	private Path folder;

	@Test
	void processesThatShareItSeeAtOnceWhatTheOtherWrote() throws IOException {
		try (DatabaseProcess one = new DatabaseProcess(this.folder);
				DatabaseProcess other = new DatabaseProcess(this.folder)) {
			assertThat(one.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")).isEqualTo("0");
			assertThat(other.execute("INSERT INTO t VALUES (1)")).isEqualTo("1");
			assertThat(one.execute("INSERT INTO t VALUES (2)")).isEqualTo("2");
			assertThat(other.execute("INSERT INTO t VALUES (2)")).contains("primary key violation");
		}
	}

	@Test
	void theOthersGoOnWithAllThatWasWrittenWhenTheOneThatServesItIsKilled() throws IOException {
		try (DatabaseProcess one = new DatabaseProcess(this.folder);
				DatabaseProcess second = new DatabaseProcess(this.folder);
				DatabaseProcess third = new DatabaseProcess(this.folder)) {
			one.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
			second.execute("INSERT INTO t VALUES (1)");
			third.execute("INSERT INTO t VALUES (2)");
			one.execute("INSERT INTO t VALUES (3)");
			one.kill();
			// Both at once, as they try to take over from each other, too.
			CompletableFuture<Void> other = CompletableFuture.runAsync(() -> awaitRow(third, 4));
			awaitRow(second, 5);
			other.join();
			assertThat(third.execute("INSERT INTO t VALUES (6)")).isEqualTo("6");
			second.terminate();
			awaitRow(third, 7);
			assertThat(third.execute("INSERT INTO t VALUES (8)")).isEqualTo("8");
		}
	}

	private static void awaitRow(DatabaseProcess process, int row) {
		String sql = "MERGE INTO t KEY (n) VALUES (" + row + ")";
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(5))
			.untilAsserted(() -> assertThat(process.execute(sql)).containsOnlyDigits());
	}

	@Test
	void isServedToThisMachineOnly() throws IOException {
		try (DatabaseProcess process = new DatabaseProcess(this.folder)) {
			process.execute("CREATE TABLE t (n INTEGER)");
			int port = port();
			new Socket(InetAddress.getLoopbackAddress(), port).close();
			for (InetAddress address : addressesOnNetworks()) {
				assertThatIOException().as("%s", address).isThrownBy(() -> connect(address, port));
			}
		}
	}

	private int port() throws IOException {
		Properties lock = new Properties();
		try (var file = Files.newBufferedReader(this.folder.resolve("ledger.lock.db"))) {
			lock.load(file);
		}
		String[] server = lock.getProperty("server").split(":");
		assertThat(server[0]).isIn("localhost", "127.0.0.1");
		return Integer.parseInt(server[1]);
	}

	private static void connect(InetAddress address, int port) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 2000);
		}
	}

	private static List<InetAddress> addressesOnNetworks() throws IOException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
	}

}

package org.dibbs.orchestration.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SendCommandTests {

	@TempDir
	Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private HttpServer gateway;

	private int status = 200;

	private String received = "";

	@BeforeEach
	void openTheFrontDoor() throws IOException {
		this.gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.gateway.createContext("/process-message", this::answer);
		this.gateway.start();
	}

	@AfterEach
	void closeTheFrontDoor() {
		this.gateway.stop(0);
	}

	@Test
	void printsTheAnswerAndSucceeds() throws IOException {
		assertThat(run(file("a.xml", "<é/>"), "--gateway", address())).isZero();
		assertThat(this.received).contains("application/json").contains("""
				{"message_type":"ecr","data_type":"ecr","config_file_name":"test-no-save.json","message":"<é/>"}""");
		assertThat(this.out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"é\":1}" + System.lineSeparator());
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("HTTP 200, Submission-Id 0198");
	}

	@Test
	void failsWhereTheAnswerIsAnError() throws IOException {
		this.status = 422;
		assertThat(run("--type", "vxu", "--config", "c.json", file("a.hl7", "MSH|"), "--gateway", address())).isOne();
		assertThat(this.received).contains("\"message_type\":\"vxu\"").contains("\"config_file_name\":\"c.json\"");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("HTTP 422");
	}

	@Test
	void saysWhatToDoWhereNothingAnswers() throws IOException {
		closeTheFrontDoor();
		assertThat(run(file("a.xml", "<a/>"), "--gateway", address())).isOne();
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("Nothing answers at " + address())
			.contains("./dibbs up");
	}

	@Test
	void saysWhichFileIsMissing() {
		assertThat(run("missing.xml", "--gateway", address())).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("missing.xml is no file that can be read");
	}

	@Test
	void refusesWhatItDoesNotUnderstand() throws IOException {
		String file = file("a.xml", "<a/>");
		assertThat(run("--colour", "red", file)).isEqualTo(2);
		assertThat(run(file, "--config")).isEqualTo(2);
		assertThat(run(file, file)).isEqualTo(2);
		assertThat(run(file, "--type", "pdf")).isEqualTo(2);
		assertThat(run()).isEqualTo(2);
		assertThat(this.received).isEmpty();
	}

	private int run(String... args) {
		return new SendCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8))
			.run(args);
	}

	private String address() {
		return "http://127.0.0.1:" + this.gateway.getAddress().getPort();
	}

	private String file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content).toString();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.received = exchange.getRequestHeaders().getFirst("Content-Type")
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Submission-Id", "0198");
			byte[] body = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

}

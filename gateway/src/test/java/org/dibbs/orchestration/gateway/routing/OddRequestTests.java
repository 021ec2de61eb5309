package org.dibbs.orchestration.gateway.routing;

import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent, the answer is JSON and says that the caller is wrong.
 */
@FrontDoorTest
@ExtendWith(OutputCaptureExtension.class)
class OddRequestTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/configs/a%2Fb", "/configs/a%2fb/versions", "/configs/..%2F..%2Fetc", "/configs/a%5Cb",
			"/configs/a%00", "/configs/%0d%0aX:y", "/configs/%7F", "/configs/a;x=1", "/configs;x", "/configs/%ff",
			"/configs/%c0%ae", "/configs/%ED%A0%80", "/configs/", "//configs", "/configs//", "/configs/../x", "/..",
			"/%00", "/%2F", "/;x", "/process-message;x=1", "/process-message%2F", "/orchestration;x/configs",
			"/orchestration%2Fconfigs", "/orchestration/../configs", "*", "/actuator", "/actuator/health/nothing" })
	void aPathThatCouldBeReadInTwoWaysIsUnknown(String path) {
		RawRequest answer = RawRequest.get(this.port, path);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.head()).contains("content-type: application/json");
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /configs/% HTTP/1.1", "GET /configs/%zz HTTP/1.1", "GET /configs/a|b HTTP/1.1",
			"GET /configs/a b HTTP/1.1", "GET /configs/a\\b HTTP/1.1", "GET /<a> HTTP/1.1", "GET /?x=%zz HTTP/1.1",
			"GET / HTTP/1.1\r\nno colon", "GET / HTTP/1.1\r\nX: \u0000", "GET / HTTP/1.1\r\nContent-Length: -1",
			"POST /process-message HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
			"POST /process-message HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", "rubbish" })
	void whatIsNoHttpIsABadRequest(String lines) {
		RawRequest answer = RawRequest.ask(this.port, lines);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.head()).contains("content-type: application/json", "content-length: 24");
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Bad Request\"}");
	}

	@Test
	void aMessageInBrokenChunksIsNotTaken(@Autowired FakeHandover handover, CapturedOutput output) {
		handover.completes("application/json", "{}");
		String message = "{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":\"c\",\"message\":\"m\"}";
		RawRequest answer = RawRequest.send(this.port,
				"POST /process-message HTTP/1.1\r\nHost: front.door\r\nContent-Type: application/json\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(message.length()) + "\r\n"
						+ message + "\r\nzz\r\n");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Bad Request\"}");
		// A later request on the same threads is answered after whatever that one did.
		assertThat(RawRequest.get(this.port, "/").status()).isEqualTo(200);
		assertThat(handover.taken()).isEmpty();
		assertThat(output).doesNotContain("\"ERROR\"");
	}

	@Test
	void aRequestLineOrHeadersThatAreTooLongAreToldSo() {
		RawRequest line = RawRequest.get(this.port, "/configs/" + "a".repeat(5000));
		assertThat(line.status()).isEqualTo(414);
		assertThat(line.head()).contains("content-type: application/json");
		assertThat(line.body()).isEqualTo("{\"detail\":\"Request-URI Too Long\"}");
		RawRequest headers = RawRequest.ask(this.port, "GET /configs HTTP/1.1", "X: " + "a".repeat(9000));
		assertThat(headers.status()).isEqualTo(431);
		assertThat(headers.head()).contains("content-type: application/json");
		assertThat(headers.body()).isEqualTo("{\"detail\":\"Request Header Fields Too Large\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs/a|b", "/configs/a%2Fb", "/nothing", "/actuator/health/nothing" })
	void anErrorToHeadHasNoBody(String path) {
		RawRequest answer = RawRequest.ask(this.port, "HEAD " + path + " HTTP/1.1");
		assertThat(answer.status()).isBetween(400, 404);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void theConnectionGoesOnAfterAPathThatCannotBeRead() {
		String host = "\r\nHost: front.door\r\n";
		RawRequest answers = RawRequest.send(this.port, "GET /a|b HTTP/1.1" + host + "\r\nHEAD / HTTP/1.1" + host
				+ "\r\nGET / HTTP/1.1" + host + "Connection: close\r\n\r\n");
		assertThat(answers.status()).isEqualTo(400);
		assertThat(answers.body()).startsWith("{\"detail\":\"Bad Request\"}HTTP/1.1 200 OK")
			.endsWith("\r\n\r\n{\"status\":\"OK\"}")
			.containsOnlyOnce("{\"status\":\"OK\"}");
	}

}

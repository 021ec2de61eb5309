package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BuildingBlockClientTests {

	private final StubBlock block = new StubBlock();

	private final TestClients client = TestClients.of(this.block.url() + "/base/");

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.block.close();
	}

	@Test
	void sendsTheBodyAsItIsWithItsLengthAndPlainJsonAsType() {
		this.block.answers(200, "{}");
		this.client.post(TestClients.NAMES, "/fhir/standardize_names");
		StubBlock.Request request = this.block.requests().getFirst();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/base/fhir/standardize_names");
		assertThat(request.body()).isEqualTo("{\"a\":\"\u00e9\"}");
		assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
		assertThat(request.headers().get("Accept")).containsExactly("*/*");
		assertThat(request.headers().get("Content-Length")).containsExactly("10");
		assertThat(request.headers().keySet()).doesNotContain("Transfer-encoding", "Authorization", "Cookie",
				"Accept-encoding", "Upgrade");
	}

	@Test
	void handsBackStatusTypeAndBodyOfTheAnswer() {
		this.block.answers(422, "{\"detail\":[]}");
		ServiceResponse response = this.client.post(TestClients.NAMES);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.text()).isEqualTo("{\"detail\":[]}");
		assertThat(this.block.requests()).hasSize(1);
	}

	@Test
	void readsAnAnswerOfUnknownLengthWhole() {
		String body = "x".repeat(100_000);
		this.block.answers((exchange) -> chunked(exchange, body));
		assertThat(this.client.post(TestClients.NAMES).text()).isEqualTo(body);
	}

	@Test
	void handsBackAnAnswerWithoutBody() {
		this.block.answers(204, "");
		ServiceResponse response = this.client.post(TestClients.NAMES);
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void usesOneConnectionForCallsOneAfterTheOther() {
		this.block.answers(200, "{}");
		for (int i = 0; i < 5; i++) {
			this.client.post(TestClients.NAMES);
		}
		assertThat(this.block.requests()).hasSize(5)
			.extracting(StubBlock.Request::clientPort)
			.containsOnly(this.block.requests().getFirst().clientPort());
	}

	@Test
	void followsNoRedirectAndKeepsNoCookie() {
		this.block.answers((exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.getResponseHeaders().set("Set-Cookie", "a=b");
			StubBlock.respond(exchange, 307, "");
		});
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(307);
		this.client.post(TestClients.NAMES);
		assertThat(this.block.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.path()).endsWith("/standardize_names"))
			.allSatisfy((request) -> assertThat(request.headers().get("Cookie")).isNull());
	}

	@Test
	void has64CallsAnsweredAtTheSameTime() throws Exception {
		CyclicBarrier all = new CyclicBarrier(64);
		this.block.answers((exchange) -> {
			await(all);
			StubBlock.respond(exchange, 200, "{}");
		});
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<ServiceResponse>> calls = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				calls.add(threads.submit(() -> this.client.post(TestClients.NAMES)));
			}
			for (Future<ServiceResponse> call : calls) {
				assertThat(call.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refusesAnAnswerLargerThanTheLimit(boolean chunked) {
		String body = "x".repeat(1024 * 1024 + 1);
		this.block.answers((exchange) -> {
			if (chunked) {
				chunked(exchange, body);
			}
			else {
				StubBlock.respond(exchange, 200, body);
			}
		});
		assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> this.client.post(TestClients.NAMES))
			.withMessage("service ingestion gave no usable answer at standardize_names: the answer is larger than "
					+ "1048576 bytes (1 attempt)");
	}

	@Test
	void takesAnAnswerOfExactlyTheLimit() {
		String body = "x".repeat(1024 * 1024);
		this.block.answers((exchange) -> chunked(exchange, body));
		assertThat(this.client.post(TestClients.NAMES).body()).hasSize(1024 * 1024);
	}

	@Test
	void givesUpOnABlockThatDripsItsAnswer() throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		this.block.answers((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			while (!awaitBriefly(done)) {
				exchange.getResponseBody().write(' ');
				exchange.getResponseBody().flush();
			}
		});
		try (TestClients hasty = TestClients.of(TestClients.settings(this.block.url(),
				TestClients.http(Duration.ofMillis(300), DataSize.ofMegabytes(1)), TestClients.retry(1),
				TestClients.breaker(100)))) {
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> hasty.post(TestClients.NAMES))
				.withMessageContaining("no whole answer in time (1 attempt)");
		}
		finally {
			done.countDown();
		}
	}

	@Test
	void sendsUserInfoOfABaseUrlAsBasicAuthenticationAndShowsItNowhere() throws IOException {
		this.block.answers(200, "{}");
		String url = this.block.url().replace("http://", "http://user:secret@");
		try (TestClients authenticated = TestClients.of(url)) {
			authenticated.post(TestClients.NAMES);
		}
		assertThat(this.block.requests().getFirst().headers().get("Authorization"))
			.containsExactly("Basic dXNlcjpzZWNyZXQ=");
		assertThat(BlockAddress.of("X_URL", url).toString()).doesNotContain("secret").doesNotContain("dXNl");
		assertThat(new BuildingBlockProperties.Url(url, url, url, url, url, url).toString()).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "validate", "http://elsewhere/validate", "//elsewhere/validate", "/a//b", "/../b",
			"/a/..", "/a?b=c", "/a#b", "/a\nb", "/a b", "/a\\b", "/%2e%2e/b", "/a\u0000", "/" })
	void refusesAnEndpointThatIsNoPlainPath(String path) {
		assertThatExceptionOfType(StepInputException.class).isThrownBy(() -> this.client.post(TestClients.NAMES, path))
			.withMessageContaining("must be a plain path")
			.withMessageNotContaining("elsewhere");
		assertThat(this.block.requests()).isEmpty();
	}

	@Test
	void namesTheVariableToSetWhereAServiceHasNoBaseUrl() throws IOException {
		try (TestClients lost = TestClients.of(" ")) {
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> lost.post(TestClients.SAVE))
				.withMessage("service save_bundle has no base URL; set ECR_VIEWER_URL");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ingestion:8080", "ftp://user:secret@host", "http://user:secret@host/?q", "http://a b" })
	void refusesABaseUrlThatIsNoneWithoutShowingIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> BlockAddress.of("VALIDATION_URL", url))
			.withMessage("VALIDATION_URL must be an http or https URL without query");
	}

	@Test
	void takesHostNamesWithUnderscores() {
		BlockAddress address = BlockAddress.of("FHIR_CONVERTER_URL", "http://fhir_converter:8080/base//");
		assertThat(address.host().getHostName()).isEqualTo("fhir_converter");
		assertThat(address.host().getPort()).isEqualTo(8080);
		assertThat(address.basePath()).isEqualTo("/base");
	}

	private static void chunked(HttpExchange exchange, String body) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write(body.getBytes());
		exchange.close();
	}

	private static void await(CyclicBarrier barrier) throws IOException {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	private static boolean awaitBriefly(CountDownLatch latch) throws IOException {
		try {
			return latch.await(20, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}

package org.dibbs.orchestration.gateway.problem;

import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import java.util.Set;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemHandlerTests {

	private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/x"));

	@Test
	void tellsTheProblemOfAProblemException() {
		assertAnswer(new ProblemException(ProblemKind.UNKNOWN_CONFIG, "d"), 400,
				"{\"message\":\"d\",\"processed_values\":{}}");
	}

	@Test
	void keepsTheAllowHeaderOfAWrongVerb() {
		assertAnswer(new MethodNotAllowedException(HttpMethod.POST, Set.of(HttpMethod.GET)), 405,
				"{\"detail\":\"Method Not Allowed\"}");
		assertThat(this.exchange.getResponse().getHeaders().getAllow()).containsExactly(HttpMethod.GET);
	}

	@Test
	void keepsTheStatusOfAnythingElseTheCallerDidWrong() {
		assertAnswer(new ResponseStatusException(HttpStatusCode.valueOf(400), "the framework's own words"), 400,
				"{\"detail\":\"Bad Request\"}");
	}

	@Test
	void callsAnUnavailableUpstreamByItsStatus() {
		assertAnswer(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, "http://secret"), 504,
				"{\"detail\":\"The service behind this path does not answer\"}");
	}

	@Test
	void tellsNothingOfAnUnexpectedError() {
		assertAnswer(new IllegalStateException("patient"), 500, "{\"detail\":\"Internal Server Error\"}");
	}

	@ParameterizedTest
	@MethodSource("disconnections")
	void writesNothingToACallerWhoIsGone(IOException ex) {
		StepVerifier.create(new ProblemHandler().handle(this.exchange, ex)).verifyComplete();
		assertThat(this.exchange.getResponse().isCommitted()).isFalse();
	}

	static Stream<IOException> disconnections() {
		return Stream.of(new IOException("Broken pipe"), new IOException("Connection reset by peer"),
				new SocketException("Connection reset"));
	}

	@Test
	void doesNotTouchAnAnswerThatIsUnderWay() {
		this.exchange.getResponse().setComplete().as(StepVerifier::create).verifyComplete();
		IllegalStateException ex = new IllegalStateException();
		StepVerifier.create(new ProblemHandler().handle(this.exchange, ex)).verifyErrorMatches((same) -> same == ex);
	}

	private void assertAnswer(Exception ex, int status, String body) {
		StepVerifier.create(new ProblemHandler().handle(this.exchange, ex)).verifyComplete();
		MockServerHttpResponse response = this.exchange.getResponse();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(status));
		StepVerifier.create(response.getBodyAsString()).expectNext(body).verifyComplete();
	}

}

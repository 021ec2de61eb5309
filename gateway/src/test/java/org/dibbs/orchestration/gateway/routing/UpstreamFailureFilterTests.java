package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamFailureFilterTests {

	private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/configs"));

	@Test
	void anUpstreamThatIsDownIsUnavailable() {
		assertProblem(new ConnectException("Connection refused: secret/10.0.0.1:8090"), 503);
		assertProblem(new IOException("reset"), 503);
	}

	@Test
	void anUpstreamThatIsSlowTimesOut() {
		assertProblem(new TimeoutException(), 504);
		assertProblem(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT), 504);
	}

	@Test
	void otherErrorsAreNotTheUpstreams() {
		IllegalStateException ours = new IllegalStateException();
		StepVerifier.create(filter(ours)).verifyErrorMatches((ex) -> ex == ours);
	}

	private void assertProblem(Exception failure, int status) {
		StepVerifier.create(filter(failure))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(ProblemException.class, (problem) -> {
				assertThat(problem.problem().kind()).isEqualTo(ProblemKind.UPSTREAM_UNAVAILABLE);
				assertThat(problem.problem().status()).isEqualTo(status);
				assertThat(problem.problem().detail()).startsWith("The orchestrator").doesNotContain("secret");
			}));
	}

	private Mono<Void> filter(Exception failure) {
		return new UpstreamFailureFilter("orchestrator").filter(this.exchange, (exchange) -> Mono.error(failure));
	}

}

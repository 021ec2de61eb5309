package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ConnectTimeoutException;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.gateway.worker.OrchestratorProperties;
import org.dibbs.orchestration.gateway.worker.Worker;
import org.dibbs.orchestration.gateway.worker.Workers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With workers that are nothing but what asking them comes to.
 */
class WorkerFilterTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<String> asked = new ArrayList<>();

	private final Map<String, Throwable> failing = new HashMap<>();

	private Workers workers = workers(LONG);

	private Duration patience = LONG;

	@Test
	void workersTakeTurns() {
		for (int i = 0; i < 6; i++) {
			assertThat(ask(HttpMethod.GET)).isNull();
		}
		assertThat(this.asked).hasSize(6).containsOnly("a", "b", "c");
		assertThat(this.asked.subList(0, 3)).doesNotHaveDuplicates().isEqualTo(this.asked.subList(3, 6));
	}

	@Test
	void aWorkerThatCannotBeReachedCostsOneRequestOneAttempt() {
		this.failing.put("a", new ConnectException());
		this.failing.put("b", new ConnectTimeoutException());
		for (int i = 0; i < 9; i++) {
			assertThat(ask(HttpMethod.PUT)).isNull();
		}
		assertThat(this.asked).hasSize(11).containsOnlyOnce("a", "b").contains("c");
	}

	@Test
	void whatMayHaveArrivedIsSentOnOnlyIfItChangesNothing() {
		this.failing.put("a", new IOException("broken off"));
		assertThat(askUntil("a", HttpMethod.PUT)).isInstanceOf(IOException.class);
		assertThat(this.asked).endsWith("a");
		for (Throwable failure : List.of(new IOException("broken off"), new TimeoutException())) {
			this.workers = workers(LONG);
			this.failing.put("a", failure);
			assertThat(askUntil("a", HttpMethod.GET)).isNull();
			assertThat(this.asked).containsOnlyOnce("a").last().isNotEqualTo("a");
		}
	}

	@Test
	void anErrorOfOurOwnIsNotTheWorkers() {
		for (String name : List.of("a", "b", "c")) {
			this.failing.put(name, new IllegalStateException());
		}
		assertThat(ask(HttpMethod.GET)).isInstanceOf(IllegalStateException.class);
		assertThat(this.asked).hasSize(1);
		assertThat(this.workers.inTurn()).noneMatch(Worker::isLeftAlone);
	}

	@Test
	void thoseThatAreLeftAloneAreAskedWhenNobodyElseAnswers() {
		this.failing.put("a", new ConnectException());
		this.failing.put("b", new ConnectException());
		this.failing.put("c", new ConnectException());
		assertThat(ask(HttpMethod.PUT)).isInstanceOf(ConnectException.class);
		assertThat(this.asked).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(this.workers.noneAnswers()).isTrue();
		this.failing.remove("b");
		assertThat(ask(HttpMethod.PUT)).isNull();
		assertThat(this.workers.noneAnswers()).isFalse();
		this.asked.clear();
		assertThat(ask(HttpMethod.PUT)).isNull();
		assertThat(this.asked).containsExactly("b");
	}

	@Test
	void oneRequestFindsOutWhetherAWorkerIsBack() {
		this.workers = workers(Duration.ofMillis(50));
		this.failing.put("a", new ConnectException());
		assertThat(askUntil("a", HttpMethod.PUT)).isNull();
		this.failing.clear();
		this.asked.clear();
		Awaitility.await().until(() -> ask(HttpMethod.PUT) == null && this.asked.contains("a"));
		assertThat(this.workers.inTurn()).noneMatch(Worker::isLeftAlone);
	}

	@Test
	void whoseTimeIsOverAsksNoFurtherWorker() {
		this.patience = Duration.ZERO;
		for (String name : List.of("a", "b", "c")) {
			this.failing.put(name, new ConnectException());
		}
		assertThat(ask(HttpMethod.GET)).isInstanceOf(ConnectException.class);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void aRequestThatIsRepeatedGoesToAnotherWorker() {
		MockServerWebExchange exchange = exchange(HttpMethod.GET);
		for (int i = 0; i < 6; i++) {
			StepVerifier.create(filter(exchange)).verifyComplete();
		}
		assertThat(this.asked.subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(this.asked.subList(3, 6)).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void aCallerWhoLeavesLeavesNoWorkerAlone() {
		StepVerifier
			.create(new WorkerFilter(this.workers, LONG).filter(exchange(HttpMethod.GET), (exchange) -> Mono.never()))
			.thenCancel()
			.verify();
		assertThat(this.workers.inTurn()).noneMatch(Worker::isLeftAlone);
	}

	private @Nullable Throwable askUntil(String name, HttpMethod method) {
		Throwable last = null;
		this.asked.clear();
		while (!this.asked.contains(name)) {
			last = ask(method);
		}
		return last;
	}

	// Null where it was answered.
	private @Nullable Throwable ask(HttpMethod method) {
		return filter(exchange(method)).then(Mono.<Throwable>empty()).onErrorResume(Mono::just).block();
	}

	private Mono<Void> filter(ServerWebExchange exchange) {
		GatewayFilterChain chain = (passed) -> {
			URI url = passed.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
			assertThat(url).hasPort(8090).hasPath("/configs/x y").hasQuery("version=1%2");
			this.asked.add(url.getHost());
			Throwable failure = this.failing.get(url.getHost());
			return (failure != null) ? Mono.error(failure) : Mono.empty();
		};
		return new WorkerFilter(this.workers, this.patience).filter(exchange, chain);
	}

	private static MockServerWebExchange exchange(HttpMethod method) {
		URI url = URI.create("http://orchestrator:80/configs/x%20y?version=1%252");
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, url));
		exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, url);
		return exchange;
	}

	private static Workers workers(Duration openDuration) {
		return new Workers(new OrchestratorProperties(List.of("http://a:8090", "http://b:8090/", "http://c:8090"), LONG,
				LONG, 1, openDuration, DataSize.ofMegabytes(1)));
	}

}

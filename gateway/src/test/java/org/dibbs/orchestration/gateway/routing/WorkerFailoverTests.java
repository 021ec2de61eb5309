package org.dibbs.orchestration.gateway.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.dibbs.orchestration.gateway.worker.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A front door of its own with two workers behind it.
 */
class WorkerFailoverTests {

	private static ConfigurableApplicationContext frontDoor;

	private static SwitchableWorker one;

	private static SwitchableWorker two;

	private final WebTestClient client = WebTestClient.bindToServer()
		.baseUrl("http://127.0.0.1:" + frontDoor.getEnvironment().getProperty("local.server.port"))
		.build();

	@BeforeAll
	static void open() {
		one = new SwitchableWorker();
		two = new SwitchableWorker();
		frontDoor = new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--dibbs.orchestrator.open-duration=10m",
				"--dibbs.orchestrator.response-timeout=1s", "--dibbs.orchestrator.url=" + one.url() + ", " + two.url());
	}

	@AfterAll
	static void stop() {
		frontDoor.close();
		one.close();
		two.close();
	}

	@BeforeEach
	@AfterEach
	void forget() {
		for (SwitchableWorker worker : List.of(one, two)) {
			worker.die();
			worker.comeBack();
			worker.answers.clear();
			worker.calls.clear();
		}
		frontDoor.getBean(Workers.class).inTurn().forEach((worker) -> worker.breaker().reset());
		routeBreakers().forEach(CircuitBreaker::reset);
	}

	@Test
	void requestsAreSpreadOverTheWorkers() {
		for (int i = 0; i < 10; i++) {
			assertThat(put("a")).isEqualTo(200);
		}
		assertThat(one.calls).hasSize(5);
		assertThat(two.calls).hasSize(5);
	}

	@Test
	void whatADeadWorkerWouldHaveGotArrivesOnceAtTheOther() {
		assertThat(get()).isEqualTo(200);
		assertThat(get()).isEqualTo(200);
		one.die();
		two.calls.clear();
		List<String> sent = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			assertThat(put("config-" + i)).isEqualTo(200);
			sent.add("PUT /configs/config-" + i + " {\"number\":\"config-" + i + "\"}");
		}
		assertThat(two.calls).isEqualTo(sent);
		assertThat(get()).isEqualTo(200);
	}

	@Test
	void aWorkerThatBreaksOffIsFollowedByTheOtherOnlyForWhatChangesNothing() {
		one.answers.addAll(List.of(SwitchableWorker.BREAK_OFF, SwitchableWorker.BREAK_OFF));
		while (one.calls.isEmpty()) {
			assertThat(get()).isEqualTo(200);
		}
		forget();
		one.answers.add(SwitchableWorker.BREAK_OFF);
		int status = 200;
		while (one.calls.isEmpty()) {
			two.calls.clear();
			status = put("a");
		}
		assertThat(status).isEqualTo(503);
		assertThat(two.calls).isEmpty();
		assertThat(put("a")).isEqualTo(200);
		assertThat(two.calls).hasSize(1);
	}

	@Test
	void aSlowWorkerIsWaitedForOnceAndFollowedByTheOtherOnlyForWhatChangesNothing() {
		one.answers.addAll(List.of(SwitchableWorker.NEVER, SwitchableWorker.NEVER));
		for (int i = 0; i < 6; i++) {
			assertThat(get()).isEqualTo(200);
		}
		assertThat(one.calls).hasSize(1);
		assertThat(two.calls).hasSize(6);
		forget();
		one.answers.add(SwitchableWorker.NEVER);
		int status = 200;
		while (one.calls.isEmpty()) {
			two.calls.clear();
			status = put("a");
		}
		assertThat(status).isEqualTo(504);
		assertThat(two.calls).isEmpty();
	}

	@Test
	void aWorkerThatCannotServeNowIsFollowedByTheOtherOnlyForWhatChangesNothing() {
		for (int answer : List.of(502, 503, 504)) {
			forget();
			one.answers.add(answer);
			while (one.calls.isEmpty()) {
				assertThat(get()).isEqualTo(200);
			}
			forget();
			one.answers.add(answer);
			int status = 200;
			while (one.calls.isEmpty()) {
				two.calls.clear();
				status = put("a");
			}
			assertThat(status).isEqualTo(answer);
			assertThat(two.calls).isEmpty();
		}
	}

	@Test
	void callersGet503OnlyAsLongAsNoWorkerAnswers() {
		one.die();
		two.die();
		this.client.get()
			.uri("/configs")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "5")
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The orchestrator cannot be reached. Try again later.\"}");
		assertThat(put("a")).isEqualTo(503);
		two.comeBack();
		assertThat(put("a")).isEqualTo(200);
		assertThat(two.calls).hasSize(1);
	}

	@Test
	void whenNoneAnswersAllAreLeftAlone() {
		one.answers.addAll(Collections.nCopies(20, SwitchableWorker.BREAK_OFF));
		two.answers.addAll(one.answers);
		for (int i = 0; i < 20; i++) {
			assertThat(put("a")).isEqualTo(503);
		}
		assertThat(one.calls.size() + two.calls.size()).isBetween(10, 12);
		assertThat(routeBreakers()).extracting(CircuitBreaker::getState).containsOnly(CircuitBreaker.State.OPEN);
	}

	@Test
	void oneWorkerThatFailsDoesNotCloseTheDoorToTheOther() {
		one.answers.addAll(Collections.nCopies(100, SwitchableWorker.BREAK_OFF));
		for (int i = 0; i < 20; i++) {
			// As often as if the time to leave it alone were always over.
			frontDoor.getBean(Workers.class).inTurn().forEach((worker) -> worker.breaker().reset());
			put("a");
		}
		assertThat(one.calls).hasSizeGreaterThan(5);
		assertThat(routeBreakers()).extracting(CircuitBreaker::getState).containsOnly(CircuitBreaker.State.CLOSED);
	}

	private static List<CircuitBreaker> routeBreakers() {
		return List.copyOf(frontDoor.getBean(ReactiveResilience4JCircuitBreakerFactory.class)
			.getCircuitBreakerRegistry()
			.getAllCircuitBreakers());
	}

	private int get() {
		return this.client.get().uri("/configs").exchange().returnResult(String.class).getStatus().value();
	}

	private int put(String name) {
		return this.client.put()
			.uri("/configs/" + name)
			.bodyValue("{\"number\":\"" + name + "\"}")
			.exchange()
			.returnResult(String.class)
			.getStatus()
			.value();
	}

}

package org.dibbs.orchestration.gateway.limits;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class LimitFilterTests {

	private static final Caller EVE = new Caller("t", "eve", Set.of());

	private final SteppedClock clock = new SteppedClock();

	private final RecordedMetrics metrics = new RecordedMetrics();

	private final LimitFilter filter = filter(AllowancesTests.properties(1));

	@Test
	void whoAsksTooOftenIsToldWhenToComeBack() {
		assertThat(get(EVE).getResponse().getStatusCode()).isNull();
		assertThat(get(EVE).getResponse().getStatusCode()).isNull();
		MockServerWebExchange refused = get(EVE);
		assertThat(refused.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
		assertThat(refused.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
		assertThat(refused.getResponse().getBodyAsString().block())
			.isEqualTo("{\"detail\":\"This caller sends more requests a second than it may. Try again later.\"}");
		assertThat(this.metrics.of(Instrument.GATEWAY_LIMITED)).containsEntry("rate", 1.0);
	}

	@Test
	void whoReadsProblemsGetsOne() {
		get(EVE);
		get(EVE);
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.get("/configs").header("Accept", "application/problem+json"));
		exchange.getAttributes().put(Caller.ATTRIBUTE, EVE);
		this.filter.filter(exchange, (next) -> Mono.empty()).block();
		assertThat(exchange.getResponse().getBodyAsString().block()).contains("too-many", "\"status\":429");
	}

	@Test
	void anOpenFrontDoorCountsNobodyUnlessItIsTold() {
		for (int i = 0; i < 50; i++) {
			assertThat(get(null).getResponse().getStatusCode()).isNull();
			assertThat(get(Caller.OPEN).getResponse().getStatusCode()).isNull();
		}
	}

	@Test
	void healthIsNotCounted() {
		for (int i = 0; i < 50; i++) {
			MockServerWebExchange exchange = MockServerWebExchange
				.from(MockServerHttpRequest.get("/actuator/health/readiness"));
			exchange.getAttributes().put(Caller.ATTRIBUTE, EVE);
			this.filter.filter(exchange, (next) -> Mono.empty()).block();
			assertThat(exchange.getResponse().getStatusCode()).isNull();
		}
	}

	@Test
	void messagesInHandAreBoundedUntilTheyAreAnsweredOrTheirCallerLeaves() {
		LimitFilter wide = filter(AllowancesTests.properties(1000));
		for (int i = 0; i < 9; i++) {
			wide.filter(post("x"), (next) -> Mono.never()).subscribe();
		}
		Disposable last = wide.filter(post("x"), (next) -> Mono.never()).subscribe();
		MockServerWebExchange refused = post("x");
		wide.filter(refused, (next) -> Mono.never()).block();
		assertThat(refused.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
		last.dispose();
		MockServerWebExchange taken = post("x");
		wide.filter(taken, (next) -> Mono.empty()).block();
		assertThat(taken.getResponse().getStatusCode()).isNull();
		assertThat(this.metrics.of(Instrument.GATEWAY_LIMITED)).isEqualTo(Map.of("in-flight", 1.0));
	}

	@Test
	void soIsTheirSize() {
		LimitFilter wide = filter(AllowancesTests.properties(1000));
		wide.filter(post("x".repeat(900)), (next) -> Mono.never()).subscribe();
		MockServerWebExchange refused = post("x".repeat(101));
		wide.filter(refused, (next) -> Mono.never()).block();
		assertThat(refused.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
		assertThat(this.metrics.of(Instrument.GATEWAY_LIMITED)).containsEntry("in-flight-bytes", 1.0);
	}

	private LimitFilter filter(LimitProperties properties) {
		return new LimitFilter(properties, new Allowances(properties, this.clock),
				new LimitMetrics(this.metrics.openTelemetry()));
	}

	private MockServerWebExchange get(@Nullable Caller who) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/configs"));
		if (who != null) {
			exchange.getAttributes().put(Caller.ATTRIBUTE, who);
		}
		this.filter.filter(exchange, (next) -> Mono.empty()).block();
		return exchange;
	}

	private static MockServerWebExchange post(String body) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/process-message")
			.contentLength(body.getBytes(StandardCharsets.UTF_8).length)
			.body(body));
		exchange.getAttributes().put(Caller.ATTRIBUTE, EVE);
		return exchange;
	}

}

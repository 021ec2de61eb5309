package org.dibbs.orchestration.gateway.routing;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InternalTokenFilterTests {

	private final InternalTokens tokens = new InternalTokens("s".repeat(32), InstantSource.system());

	@Test
	void workersAreToldWhoCallsWhateverTheCallerSays() {
		Caller caller = new Caller("county-a", "key-7", Set.of(Scope.READ));
		assertThat(sent(this.tokens, caller)).isEqualTo(this.tokens.of(caller)).isNotEqualTo("forged");
	}

	@Test
	void whereNothingIsSharedNothingIsPassedOn() {
		assertThat(sent(new InternalTokens("", InstantSource.system()), null)).isNull();
	}

	@Test
	void whoIsNotKnownGetsNoFurther() {
		assertThatIllegalStateException().isThrownBy(() -> sent(this.tokens, null));
	}

	private static @Nullable String sent(InternalTokens tokens, @Nullable Caller caller) {
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.get("/configs").header(SecurityHeaders.INTERNAL_TOKEN, "forged", "twice"));
		if (caller != null) {
			exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
		}
		AtomicReference<@Nullable String> sent = new AtomicReference<>();
		new InternalTokenFilter(tokens).filter(exchange, (passed) -> {
			assertThat(passed.getRequest().getHeaders().getOrEmpty(SecurityHeaders.INTERNAL_TOKEN)).hasSizeLessThan(2);
			sent.set(passed.getRequest().getHeaders().getFirst(SecurityHeaders.INTERNAL_TOKEN));
			return Mono.empty();
		}).block();
		return sent.get();
	}

}

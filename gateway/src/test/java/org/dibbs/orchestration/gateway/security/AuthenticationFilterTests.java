package org.dibbs.orchestration.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.StoredKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationFilterTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	private final ApiKey key = ApiKey.create(new SecureRandom());

	private final StoredKey stored = new StoredKey(this.key.id(), this.key.hash(),
			new Caller("county-a", this.key.id(), EnumSet.of(Scope.READ)), NOW, NOW.plusSeconds(60), false);

	private Instant now = NOW;

	private final KeyDirectory keys = new KeyDirectory(() -> this.now);

	private final AtomicReference<ServerWebExchange> passed = new AtomicReference<>();

	@BeforeEach
	void readTheTopic() {
		this.keys.put(this.key.id(), this.stored.encode());
		this.keys.complete();
	}

	@Test
	void aKeyThatCountsLetsItsCallerInAndGoesNoFurther() {
		ask(get("/configs").header("X-API-Key", this.key.reveal())).verifyComplete();
		assertThat(this.passed.get().<Caller>getAttribute(Caller.ATTRIBUTE)).isEqualTo(this.stored.caller());
		assertThat(this.passed.get().getRequest().getHeaders().headerNames()).doesNotContain("X-API-Key");
	}

	@Test
	void theKeyMayComeAsABearerToken() {
		ask(get("/configs").header(HttpHeaders.AUTHORIZATION, "bearer " + this.key.reveal())
			.header("Dibbs-Internal-Token", "forged")).verifyComplete();
		assertThat(this.passed.get().getRequest().getHeaders().headerNames()).doesNotContain(HttpHeaders.AUTHORIZATION,
				"Dibbs-Internal-Token");
	}

	@Test
	void whoSendsNothingIsNotKnown() {
		assertRefused(get("/configs"), ProblemKind.UNAUTHENTICATED);
		assertRefused(get("/configs").header(HttpHeaders.AUTHORIZATION, "Basic YTpi"), ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void aGuessedSecretOpensNothing() {
		String other = ApiKey.create(new SecureRandom()).reveal();
		String guess = this.key.reveal().substring(0, 23) + other.substring(23);
		assertRefused(get("/configs").header("X-API-Key", guess), ProblemKind.UNAUTHENTICATED);
		assertRefused(get("/configs").header("X-API-Key", other), ProblemKind.UNAUTHENTICATED);
		assertRefused(get("/configs").header("X-API-Key", ""), ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void twoKeysInOneRequestAreNone() {
		assertRefused(get("/configs").header("X-API-Key", this.key.reveal(), this.key.reveal()),
				ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void aKeyEndsWhenItExpires() {
		this.now = NOW.plusSeconds(60);
		assertRefused(get("/configs").header("X-API-Key", this.key.reveal()), ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void aKeyEndsWhenItIsRevokedDeletedOrSpoilt() {
		for (byte[] record : new byte[][] { null, "{}".getBytes(StandardCharsets.UTF_8),
				this.stored.revoke().encode() }) {
			this.keys.put(this.key.id(), this.stored.encode());
			this.keys.put(this.key.id(), record);
			assertRefused(get("/configs").header("X-API-Key", this.key.reveal()), ProblemKind.UNAUTHENTICATED);
		}
	}

	@Test
	void aRevokedKeyDoesNotComeBackWhenTheTopicIsReadAgain() {
		this.keys.put(this.key.id(), this.stored.revoke().encode());
		this.keys.put(this.key.id(), this.stored.encode());
		assertRefused(get("/configs").header("X-API-Key", this.key.reveal()), ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void aKeyWithoutTheScopeIsRefused() {
		assertRefused(MockServerHttpRequest.put("/configs/x").header("X-API-Key", this.key.reveal()),
				ProblemKind.FORBIDDEN);
	}

	@Test
	void nobodyIsToldThatAKeyIsWrongBeforeAllAreRead() {
		KeyDirectory unread = new KeyDirectory(() -> NOW);
		MockServerWebExchange exchange = MockServerWebExchange
			.from(get("/configs").header("X-API-Key", this.key.reveal()));
		StepVerifier
			.create(new AuthenticationFilter(AuthenticationMode.KEYS, unread).filter(exchange, (next) -> Mono.empty()))
			.verifyErrorSatisfies((ex) -> assertThat(((ProblemException) ex).problem().status()).isEqualTo(503));
	}

	@Test
	void healthIsOpen() {
		ask(get("/actuator/health")).verifyComplete();
		assertThat(this.passed.get()).isNotNull();
	}

	private static MockServerHttpRequest.BaseBuilder<?> get(String path) {
		return MockServerHttpRequest.get(path);
	}

	private StepVerifier.FirstStep<Void> ask(MockServerHttpRequest.BaseBuilder<?> request) {
		return StepVerifier.create(filter(MockServerWebExchange.from(request)));
	}

	private Mono<Void> filter(ServerWebExchange exchange) {
		return new AuthenticationFilter(AuthenticationMode.KEYS, this.keys).filter(exchange, (next) -> {
			this.passed.set(next);
			return Mono.empty();
		});
	}

	private void assertRefused(MockServerHttpRequest.BaseBuilder<?> request, ProblemKind kind) {
		MockServerWebExchange exchange = MockServerWebExchange.from(request);
		StepVerifier.create(filter(exchange)).verifyErrorSatisfies((ex) -> {
			assertThat(((ProblemException) ex).problem().kind()).isEqualTo(kind);
			assertThat(((ProblemException) ex).problem().detail()).doesNotContain(this.key.reveal());
		});
		assertThat(this.passed.get()).isNull();
		assertThat(exchange.getResponse().getHeaders().containsHeader(HttpHeaders.WWW_AUTHENTICATE))
			.isEqualTo(kind == ProblemKind.UNAUTHENTICATED);
	}

}

package org.dibbs.orchestration.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;

import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.StoredKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class KeyFilterTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	private static final AuthenticationMode KEYS = new AuthenticationMode(true, false);

	private final ApiKey key = ApiKey.create(new SecureRandom());

	private final StoredKey stored = new StoredKey(this.key.id(), this.key.hash(),
			new Caller("county-a", this.key.id(), EnumSet.of(Scope.READ)), NOW, NOW.plusSeconds(60), false);

	private Instant now = NOW;

	private final KeyDirectory keys = new KeyDirectory(() -> this.now);

	private final Doors doors = new Doors(KEYS, this.keys, null);

	@BeforeEach
	void readTheTopic() {
		this.keys.put(this.key.id(), this.stored.encode());
		this.keys.complete();
	}

	@Test
	void aKeyThatCountsLetsItsCallerInAndGoesNoFurther() {
		Doors.Asked asked = this.doors.ask(get("/configs").header("X-API-Key", this.key.reveal()));
		assertThat(asked.problem()).isNull();
		assertThat(asked.passed().<Caller>getAttribute(Caller.ATTRIBUTE)).isEqualTo(this.stored.caller());
		assertThat(asked.passed().getRequest().getHeaders().headerNames()).doesNotContain("X-API-Key");
	}

	@Test
	void theKeyMayComeAsABearerToken() {
		Doors.Asked asked = this.doors
			.ask(get("/configs").header(HttpHeaders.AUTHORIZATION, "bearer " + this.key.reveal())
				.header("Dibbs-Internal-Token", "forged"));
		assertThat(asked.passed().getRequest().getHeaders().headerNames()).doesNotContain(HttpHeaders.AUTHORIZATION,
				"Dibbs-Internal-Token");
	}

	@Test
	void whoSendsNothingIsNotKnown() {
		assertRefused(get("/configs"), ProblemKind.UNAUTHENTICATED, "no-credential");
		assertRefused(get("/configs").header(HttpHeaders.AUTHORIZATION, "Basic YTpi"), ProblemKind.UNAUTHENTICATED,
				"no-credential");
	}

	@Test
	void aGuessedSecretOpensNothing() {
		String other = ApiKey.create(new SecureRandom()).reveal();
		assertKeyRefused(this.key.reveal().substring(0, 23) + other.substring(23));
		assertKeyRefused(other);
		assertKeyRefused("");
		assertKeyRefused("eyJhbGciOiJub25lIn0.e30.");
	}

	@Test
	void twoKeysInOneRequestAreNone() {
		assertRefused(get("/configs").header("X-API-Key", this.key.reveal(), this.key.reveal()),
				ProblemKind.UNAUTHENTICATED, "key");
		String bearer = "Bearer " + this.key.reveal();
		assertRefused(get("/configs").header(HttpHeaders.AUTHORIZATION, bearer, bearer), ProblemKind.UNAUTHENTICATED,
				"key");
	}

	@Test
	void aKeyEndsWhenItExpires() {
		this.now = NOW.plusSeconds(60);
		assertKeyRefused(this.key.reveal());
	}

	@Test
	void aKeyEndsWhenItIsRevokedDeletedOrSpoilt() {
		for (byte[] record : new byte[][] { null, "{}".getBytes(StandardCharsets.UTF_8),
				this.stored.revoke().encode() }) {
			this.keys.put(this.key.id(), this.stored.encode());
			this.keys.put(this.key.id(), record);
			assertKeyRefused(this.key.reveal());
		}
	}

	@Test
	void aRevokedKeyDoesNotComeBackWhenTheTopicIsReadAgain() {
		this.keys.put(this.key.id(), this.stored.revoke().encode());
		this.keys.put(this.key.id(), this.stored.encode());
		assertKeyRefused(this.key.reveal());
	}

	@Test
	void aKeyWithoutTheScopeIsRefusedAndItsCallerIsOnRecord() {
		Doors.Asked asked = assertRefused(
				MockServerHttpRequest.put("/configs/x").header("X-API-Key", this.key.reveal()), ProblemKind.FORBIDDEN,
				"scope");
		assertThat(asked.exchange().<Caller>getAttribute(Caller.ATTRIBUTE)).isEqualTo(this.stored.caller());
		assertThat(asked.problem().detail()).contains("configs:write");
	}

	@Test
	void nobodyIsToldThatAKeyIsWrongBeforeAllAreRead() {
		Doors unread = new Doors(KEYS, new KeyDirectory(() -> NOW), null);
		Doors.Asked asked = unread.ask(get("/configs").header("X-API-Key", this.key.reveal()));
		assertThat(asked.problem().status()).isEqualTo(503);
		assertThat(asked.passed()).isNull();
		assertThat(unread.refused("undecided")).isEqualTo(1);
	}

	@Test
	void whereOnlyTokensCountNoKeyDoes() {
		Doors.Asked asked = new Doors(new AuthenticationMode(false, true), this.keys, null)
			.ask(get("/configs").header("X-API-Key", this.key.reveal()));
		assertThat(asked.problem().kind()).isEqualTo(ProblemKind.UNAUTHENTICATED);
	}

	@Test
	void whatEverybodyMaySeeIsOpenAlsoToAKeyThatHasEnded() {
		assertThat(this.doors.ask(get("/actuator/health")).passed()).isNotNull();
		assertThat(this.doors.ask(get("/openapi.json").header("X-API-Key", "old")).passed()).isNotNull();
	}

	@Test
	void anOpenDoorAsksNobody() {
		Doors.Asked asked = new Doors(AuthenticationMode.OPEN, this.keys, null)
			.ask(MockServerHttpRequest.put("/configs/x").header("X-API-Key", "old"));
		assertThat(asked.passed().<Caller>getAttribute(Caller.ATTRIBUTE)).isEqualTo(Caller.OPEN);
	}

	private static MockServerHttpRequest.BaseBuilder<?> get(String path) {
		return MockServerHttpRequest.get(path);
	}

	private void assertKeyRefused(String key) {
		assertRefused(get("/configs").header("X-API-Key", key), ProblemKind.UNAUTHENTICATED, "key");
	}

	private Doors.Asked assertRefused(MockServerHttpRequest.BaseBuilder<?> request, ProblemKind kind, String reason) {
		double before = this.doors.refused(reason);
		Doors.Asked asked = this.doors.ask(request);
		assertThat(asked.passed()).isNull();
		assertThat(asked.problem().kind()).isEqualTo(kind);
		assertThat(asked.problem().detail()).doesNotContain(this.key.reveal());
		assertThat(asked.exchange().getResponse().getHeaders().containsHeader(HttpHeaders.WWW_AUTHENTICATE))
			.isEqualTo(kind == ProblemKind.UNAUTHENTICATED);
		assertThat(this.doors.refused(reason)).isEqualTo(before + 1);
		return asked;
	}

}

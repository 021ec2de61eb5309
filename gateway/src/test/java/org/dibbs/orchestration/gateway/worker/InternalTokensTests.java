package org.dibbs.orchestration.gateway.worker;

import java.time.Instant;
import java.util.Set;

import com.nimbusds.jwt.SignedJWT;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InternalTokensTests {

	private static final Caller CALLER = new Caller("county-a", "key-7", Set.of(Scope.READ));

	private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

	private final InternalTokens tokens = new InternalTokens("s".repeat(32), () -> this.now);

	@Test
	void oneTokenServesForHalfTheTimeThatItCounts() throws Exception {
		String first = this.tokens.of(CALLER);
		this.now = this.now.plusSeconds(29);
		assertThat(this.tokens.of(CALLER)).isSameAs(first);
		this.now = this.now.plusSeconds(1);
		String second = this.tokens.of(CALLER);
		assertThat(second).isNotEqualTo(first);
		assertThat(SignedJWT.parse(second).getJWTClaimsSet().getExpirationTime()).isEqualTo(this.now.plusSeconds(60));
	}

	@Test
	void callersWhoMayDoOtherThingsHaveOtherTokens() throws Exception {
		Caller more = new Caller("county-a", "key-7", Set.of(Scope.ADMIN));
		Caller other = new Caller("county-b", "key-7", Set.of(Scope.READ));
		assertThat(Set.of(this.tokens.of(CALLER), this.tokens.of(more), this.tokens.of(other))).hasSize(3);
		assertThat(SignedJWT.parse(this.tokens.of(other)).getJWTClaimsSet().getStringClaim("tenant"))
			.isEqualTo("county-b");
	}

	@Test
	void whereNothingIsSharedThereAreNone() {
		InternalTokens none = new InternalTokens("", () -> this.now);
		assertThat(none.areMade()).isFalse();
		assertThat(none.of(CALLER)).isNull();
		assertThat(this.tokens.areMade()).isTrue();
		assertThatExceptionOfType(InternalSecretException.class)
			.isThrownBy(() -> new InternalTokens("short", () -> this.now))
			.withMessage("INTERNAL_SECRET has fewer than 32 bytes.");
	}

}

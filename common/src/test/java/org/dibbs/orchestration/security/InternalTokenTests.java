package org.dibbs.orchestration.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InternalTokenTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void saysWhoCallsForAMinute() throws Exception {
		Caller caller = new Caller("county-a", "key-7", Set.of(Scope.READ, Scope.CONFIGS_WRITE));
		InternalSecret secret = InternalSecret.of("INTERNAL_SECRET", SECRET);
		assertThat(secret).isNotNull();
		SignedJWT token = SignedJWT.parse(InternalToken.of(caller, secret, NOW));
		assertThat(token.verify(new MACVerifier(SECRET.getBytes(StandardCharsets.UTF_8)))).isTrue();
		assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("key-7");
		assertThat(token.getJWTClaimsSet().getAudience()).isEqualTo(List.of("dibbs-worker"));
		assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("county-a");
		assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("configs:write read");
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plusSeconds(60));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " \n" })
	void nothingIsNoSecret(String setting) {
		assertThat(InternalSecret.of("INTERNAL_SECRET", setting)).isNull();
	}

	@Test
	void whatCouldBeGuessedIsRefusedAndNotShown() {
		String shorter = SECRET.substring(1);
		assertThatIllegalArgumentException().isThrownBy(() -> InternalSecret.of("INTERNAL_SECRET", shorter + "\n"))
			.withMessage("INTERNAL_SECRET has fewer than 32 bytes.")
			.withMessageNotContaining(shorter);
		assertThat(InternalSecret.of("INTERNAL_SECRET", SECRET)).hasToString("InternalSecret[hidden]");
	}

}

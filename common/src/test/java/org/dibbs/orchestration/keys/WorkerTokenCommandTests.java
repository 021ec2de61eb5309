package org.dibbs.orchestration.keys;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerTokenCommandTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void whoHasTheSecretIsAnOperatorForAMinute(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("secret"), "s".repeat(44) + "\n");
		assertThat(run(Map.of("INTERNAL_SECRET_FILE", file.toString()))).isZero();
		SignedJWT token = SignedJWT.parse(text(this.out).strip());
		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("operator");
		assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("admin");
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.err.size()).isZero();
	}

	@Test
	void withoutASecretOrWithOneThatIsTooShortThereIsNone() {
		assertThat(run(Map.of())).isEqualTo(1);
		assertThat(run(Map.of("INTERNAL_SECRET", "too-short"))).isEqualTo(1);
		assertThat(run(Map.of("INTERNAL_SECRET_FILE", "/nowhere"))).isEqualTo(1);
		assertThat(this.out.size()).isZero();
		assertThat(text(this.err)).contains("INTERNAL_SECRET").doesNotContain("too-short");
	}

	private int run(Map<String, String> environment) {
		return new WorkerTokenCommand(stream(this.out), stream(this.err), environment, () -> NOW).run();
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

	private static String text(ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.UTF_8);
	}

}

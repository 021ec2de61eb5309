package org.dibbs.orchestration.gateway.idempotency;

import java.util.List;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencyKeyTests {

	@Test
	void isNoneWithoutTheHeader() {
		assertThat(IdempotencyKey.of(List.of())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8e03978e-40d5", "\"8e03978e-40d5\"", "  8e03978e-40d5\t", " \"8e03978e-40d5\" " })
	void isTheSameWithAndWithoutQuotesAndSpaces(String value) {
		// The SHA-256 of the key, as anybody can compute it.
		assertThat(IdempotencyKey.of(List.of(value)))
			.isEqualTo(new IdempotencyKey("5c7776970d4aa80b75ff61b5a1924bdd8ac7706f38a170730017835f66162fdc"));
	}

	@Test
	void knowsTheEscapesOfAString() {
		assertThat(IdempotencyKey.of(List.of("\"a\\\"b\\\\c\""))).isEqualTo(IdempotencyKey.of(List.of("a\"b\\c")));
		assertThat(IdempotencyKey.of(List.of("A"))).isNotEqualTo(IdempotencyKey.of(List.of("a")));
	}

	@Test
	void hasUpTo255Characters() {
		String longest = "x".repeat(255);
		assertThat(IdempotencyKey.of(List.of(longest))).isEqualTo(IdempotencyKey.of(List.of("\"" + longest + "\"")));
		assertRefused(longest + "x");
		assertRefused("\"" + longest + "x\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "\"\"", "\"", "\"open", "\"a\"b\"", "\"a\\b\"", "\"a\\", "\"a\";p=1",
			"schlüssel", "a\u0000b", "a\u007fb", "a\tb" })
	void refusesWhatIsNoKey(String value) {
		assertRefused(value);
	}

	@Test
	void refusesSeveral() {
		assertRefused("a", "a");
	}

	@Test
	void isNotShown() {
		assertThat(IdempotencyKey.of(List.of("secret"))).asString().isEqualTo("IdempotencyKey[hidden]");
	}

	private static void assertRefused(String... values) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKey.of(List.of(values)))
			.satisfies((ex) -> assertThat(ex.problem().kind()).isEqualTo(ProblemKind.BAD_REQUEST))
			.withMessageContaining("1 to 255 printable ASCII characters")
			.withMessageNotContaining("open");
	}

}

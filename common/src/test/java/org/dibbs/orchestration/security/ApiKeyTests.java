package org.dibbs.orchestration.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiKeyTests {

	private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

	private final ApiKey key = ApiKey.create(new SecureRandom());

	private final StoredKey stored = new StoredKey(this.key.id(), this.key.hash(),
			new Caller("county-a", this.key.id(), EnumSet.of(Scope.SUBMIT, Scope.CONFIGS_WRITE)), NOW,
			NOW.plusSeconds(60), false);

	@Test
	void whatIsShownOnceIsReadAsTheSameKey() {
		ApiKey read = ApiKey.parse(this.key.reveal());
		assertThat(read).isNotNull();
		assertThat(read.id()).isEqualTo(this.key.id());
		assertThat(read.hasHash(this.stored.hashBytes())).isTrue();
	}

	@Test
	void anotherSecretWithTheSameIdHasAnotherHash() {
		String other = ApiKey.create(new SecureRandom()).reveal().substring(ApiKey.PREFIX.length() + 16);
		ApiKey forged = ApiKey.parse(ApiKey.PREFIX + this.key.id() + other);
		assertThat(forged).isNotNull();
		assertThat(forged.hasHash(this.stored.hashBytes())).isFalse();
	}

	@Test
	void whatHasNotTheFormOfAKeyIsNone() {
		String text = this.key.reveal();
		assertThat(ApiKey.parse("")).isNull();
		assertThat(ApiKey.parse(text + "0")).isNull();
		assertThat(ApiKey.parse(text.substring(0, text.length() - 1))).isNull();
		assertThat(ApiKey.parse(text + "\n")).isNull();
		assertThat(ApiKey.parse(text.toUpperCase(Locale.ROOT))).isNull();
	}

	@Test
	void neitherTextNorRecordHasTheSecret() {
		String secret = this.key.reveal().substring(ApiKey.PREFIX.length() + 17);
		assertThat(this.key).asString().doesNotContain(secret);
		assertThat(new String(this.stored.encode(), StandardCharsets.UTF_8)).doesNotContain(secret);
	}

	@Test
	void aRecordIsReadAsItWasWritten() {
		assertThat(StoredKey.decode(this.stored.encode())).isEqualTo(this.stored);
		assertThat(StoredKey.decode(this.stored.revoke().encode())).isEqualTo(this.stored.revoke());
	}

	@Test
	void whatIsNoKeyOnTheTopicOpensNothing() {
		String record = new String(this.stored.encode(), StandardCharsets.UTF_8);
		assertThat(decode("{}")).isNull();
		assertThat(decode("[")).isNull();
		assertThat(decode(record.replace("county-a", "a\\nb"))).isNull();
		assertThat(decode(record.replace(this.stored.hash(), ""))).isNull();
		StoredKey unclear = decode(record.replace("\"revoked\":false", "\"revoked\":0"));
		assertThat(unclear).isNotNull();
		assertThat(unclear.isValid(NOW)).isFalse();
	}

	private static StoredKey decode(String record) {
		return StoredKey.decode(record.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aKeyEndsWhenItExpiresOrIsRevoked() {
		assertThat(this.stored.isValid(NOW.plusSeconds(59))).isTrue();
		assertThat(this.stored.isValid(NOW.plusSeconds(60))).isFalse();
		assertThat(this.stored.revoke().isValid(NOW)).isFalse();
	}

	@Test
	void aCallerSeesItsOwnTenantAndAnAdminAll() {
		assertThat(this.stored.caller().sees("county-a")).isTrue();
		assertThat(this.stored.caller().sees("county-b")).isFalse();
		assertThat(this.stored.caller().may(Scope.SUBMIT)).isTrue();
		assertThat(this.stored.caller().may(Scope.READ)).isFalse();
		Caller admin = new Caller("ops", "x", EnumSet.of(Scope.ADMIN));
		assertThat(admin.sees("county-b")).isTrue();
		assertThat(admin.may(Scope.REPLAY)).isTrue();
	}

	@Test
	void aTenantHasNothingThatLogsOrHeadersCouldMisread() {
		for (String name : new String[] { "", "a b", "a\r\nb", "x".repeat(65), "ä" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new Caller(name, "s", EnumSet.noneOf(Scope.class)));
		}
	}

	@Test
	void aHashIsSha256() {
		assertThat(HexFormat.of().parseHex(this.key.hash())).hasSize(32);
	}

}

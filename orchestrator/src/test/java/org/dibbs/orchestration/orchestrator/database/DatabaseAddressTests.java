package org.dibbs.orchestration.orchestrator.database;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseAddressTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', nullValues = "-", value = {
			"postgres://ann:s3cret@db/dibbs jdbc:postgresql://db/dibbs ann s3cret",
			"postgresql://ann:p%40s%2Fs+@db:5433/dibbs?sslmode=require jdbc:postgresql://db:5433/dibbs?sslmode=require ann p@s/s+",
			"postgres://db/dibbs jdbc:postgresql://db/dibbs env-user env-password",
			"postgres://ann@db_1/dibbs jdbc:postgresql://db_1/dibbs ann env-password",
			"jdbc:postgresql://a,b/dibbs jdbc:postgresql://a,b/dibbs env-user env-password",
			"jdbc:postgresql://db/d?user=ann&ssl=true&password=s3%25 jdbc:postgresql://db/d?ssl=true ann s3%" })
	void readsEveryFormOfUrl(String url, String jdbcUrl, @Nullable String user, @Nullable String password) {
		assertThat(DatabaseAddress.of(settings(url))).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
	}

	@Test
	void isEmbeddedWithoutAUrl() {
		for (String none : new String[] { null, "", "  " }) {
			assertThat(DatabaseAddress.of(settings(none)).jdbcUrl()).startsWith("jdbc:h2:file:/data/ledger/ledger;");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql://s3cret@db/x", "postgres://s3cret", "postgres://s3cret@db", "s3cret",
			"postgres://a:s3cret @db/x" })
	void refusesAnythingElseWithoutQuotingIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> DatabaseAddress.of(settings(url)))
			.withMessageContaining("DATABASE_URL")
			.withMessageNotContaining("s3cret")
			.withNoCause();
	}

	@Test
	void showsNoSecrets() {
		DatabaseProperties settings = settings("postgres://ann:s3cret@db/dibbs");
		assertThat(settings + " " + DatabaseAddress.of(settings)).doesNotContain("s3cret", "ann", "env-password");
	}

	private static DatabaseProperties settings(@Nullable String url) {
		return new DatabaseProperties(url, "env-user", "env-password", Path.of("/data/ledger"), 8,
				Duration.ofSeconds(2), Duration.ofSeconds(5));
	}

}

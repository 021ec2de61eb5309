package org.dibbs.orchestration.keys;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyOptionsTests {

	@Test
	void aKeyMaySubmitAndReadForNinetyDaysUnlessToldOtherwise() {
		KeyOptions options = KeyOptions.parse("create");
		assertThat(options.scopes()).containsExactlyInAnyOrder(Scope.SUBMIT, Scope.READ);
		assertThat(options.lifetime()).isEqualTo(Duration.ofDays(90));
		assertThat(options.tenant()).isEqualTo("default");
	}

	@Test
	void tenantScopesAndEndCanBeChosen() {
		KeyOptions options = KeyOptions.parse("create", "--tenant", "county-a", "--scopes", "configs:write,replay",
				"--expires", "12h");
		assertThat(options.scopes()).containsExactlyInAnyOrder(Scope.CONFIGS_WRITE, Scope.REPLAY);
		assertThat(options.lifetime()).isEqualTo(Duration.ofHours(12));
		assertThat(options.tenant()).isEqualTo("county-a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "make", "revoke", "list x", "create x", "revoke x y", "create --scopes all",
			"create --expires never", "create --expires 0d", "create --tenant a/b", "create --secret x",
			"create --scopes" })
	void whatMakesNoSenseIsRefused(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyOptions.parse(arguments.split(" ")));
	}

	@Test
	void kafkaIsReachedAsTheInstallationReachesIt() {
		Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_SECURITY_PROTOCOL",
				"SSL", "PATH", "/bin");
		assertThat(KeyTopic.of("", environment).client())
			.isEqualTo(Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SSL"));
		assertThat(KeyTopic.of("other:9092", environment).client()).containsEntry("bootstrap.servers", "other:9092");
	}

	@Test
	void aSecretThatStandsTwiceIsTold() {
		ByteArrayOutputStream told = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
		Map<String, String> environment = Map.of("KAFKA_SASL_JAAS_CONFIG", "s3cret", "KAFKA_SASL_JAAS_CONFIG_FILE",
				"/nowhere");
		assertThat(new KeysCommand(stream, stream, environment).run("list")).isEqualTo(2);
		assertThat(told.toString(StandardCharsets.UTF_8)).contains("KAFKA_SASL_JAAS_CONFIG_FILE")
			.doesNotContain("s3cret");
	}

}

package org.dibbs.orchestration.local.keys;

import java.time.Duration;

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

}

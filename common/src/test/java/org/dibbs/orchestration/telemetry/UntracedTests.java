package org.dibbs.orchestration.telemetry;

import java.util.ArrayList;
import java.util.List;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class UntracedTests {

	@Test
	void theAgentIsToldToLookAwayForAsLongAsTheWorkTakes() {
		List<Boolean> suppressed = new ArrayList<>();
		Untraced.run(() -> suppressed.add(InstrumentationUtil.shouldSuppressInstrumentation(Context.current())));
		suppressed.add(InstrumentationUtil.shouldSuppressInstrumentation(Context.current()));
		assertThat(suppressed).containsExactly(true, false);
	}

	@Test
	void aFailureOfTheWorkIsPassedOnAndTheAgentLooksAgain() {
		assertThatIllegalStateException().isThrownBy(() -> Untraced.run(() -> {
			throw new IllegalStateException("for the test");
		}));
		assertThat(InstrumentationUtil.shouldSuppressInstrumentation(Context.current())).isFalse();
	}

}

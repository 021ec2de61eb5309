package org.dibbs.orchestration.telemetry;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
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

	@Test
	void recordsAreTakenInOrderAndByNoIterator() {
		List<String> records = new AbstractList<>() {
			@Override
			public String get(int index) {
				return "record " + index;
			}

			@Override
			public int size() {
				return 3;
			}

			@Override
			public Iterator<String> iterator() {
				throw new IllegalStateException("this is where the agent makes spans");
			}
		};
		List<String> taken = new ArrayList<>();
		Untraced.forEach(records, taken::add);
		assertThat(taken).containsExactly("record 0", "record 1", "record 2");
		assertThat(Untraced.map(records, (record) -> record.endsWith("1") ? null : record + "!"))
			.containsExactly("record 0!", "record 2!");
	}

}

package org.dibbs.orchestration.sandbox.control;

import java.time.Duration;

import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultBoardTests {

	private final FaultBoard board = new FaultBoard();

	@Test
	void doesNothingUnlessArmed() {
		assertThat(this.board.take("/a/b")).isEqualTo(Fault.NONE);
	}

	@Test
	void addsTheDelayOfAllToThatOfOne() {
		arm("b", 10);
		arm("*", 20);
		assertThat(this.board.take("/a/b").delay()).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void leavesOtherPathsAlone() {
		arm("b", 10);
		assertThat(this.board.take("/b/c").isForced()).isFalse();
	}

	@Test
	void replacesWhatWasArmedBefore() {
		arm("b", 10);
		arm("b", 40);
		assertThat(this.board.take("/a/b").delay()).isEqualTo(Duration.ofMillis(40));
	}

	private void arm(String endpoint, long delay) {
		this.board.arm(Json.object().put("endpoint", endpoint).put("count", 1).put("delay_ms", delay));
	}

}

package org.dibbs.orchestration.orchestrator.block;

import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureKindTests {

	@ParameterizedTest
	@CsvSource({ "503,true,TRANSIENT", "503,false,TRANSIENT", "502,true,TRANSIENT", "502,false,UNKNOWN_OUTCOME",
			"504,true,TRANSIENT", "504,false,UNKNOWN_OUTCOME", "500,true,PERMANENT", "500,false,PERMANENT",
			"400,true,PERMANENT", "429,true,PERMANENT" })
	void aStatusSaysWhatCanBeDone(int status, boolean repeatable, FailureKind kind) {
		assertThat(FailureKind.ofStatus(status, repeatable)).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource({ "NOT_REACHED,TRANSIENT,TRANSIENT", "NO_CONNECTION,TRANSIENT,TRANSIENT",
			"LOST,TRANSIENT,UNKNOWN_OUTCOME", "TIMEOUT,TRANSIENT,UNKNOWN_OUTCOME",
			"UNREADABLE,PERMANENT,UNKNOWN_OUTCOME" })
	void aCallWithoutAnswerSaysWhatCanBeDone(Kind failure, FailureKind repeatable, FailureKind once) {
		assertThat(failure.outcome(true)).isEqualTo(repeatable);
		assertThat(failure.outcome(false)).isEqualTo(once);
	}

}

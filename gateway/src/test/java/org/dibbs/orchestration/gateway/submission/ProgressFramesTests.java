package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressFramesTests {

	private static final String A = "\"a\":{\"status\":\"success\",\"status_code\":200,\"response\":1}";

	private static final String B = "\"b\":{\"status\":\"success\",\"status_code\":200,\"response\":2}";

	private final ProgressFrames frames = new ProgressFrames();

	@Test
	void holdAllStepsSoFar() {
		assertThat(after(1, "a", 1)).isEqualTo("{" + A + "}");
		assertThat(after(2, "b", 2)).isEqualTo("{" + A + "," + B + "}");
	}

	@Test
	void tellTheStepsOfARunThatIsBegunAnewOnce() {
		after(1, "a", 7);
		after(2, "b", 2);
		assertThat(after(1, "a", 1)).isNull();
		assertThat(after(2, "b", 2)).isNull();
		assertThat(after(3, "c", 3)).startsWith("{" + A + "," + B + ",\"c\"");
	}

	@Test
	void tellOfTwoStepsWithOneEndpointTheLaterInThePlaceOfTheFirst() {
		after(1, "a", 7);
		after(2, "b", 2);
		assertThat(after(3, "a", 1)).isEqualTo("{" + A + "," + B + "}");
	}

	@ParameterizedTest
	@EnumSource(ProblemKind.class)
	void haveACloseReasonThatFitsForEveryKindOfProblem(ProblemKind kind) {
		String reason = CloseReason.failed(kind, SubmissionId.next()).getReason();
		assertThat(reason).startsWith(kind.slug()).contains("submission ");
		assertThat(reason.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
	}

	@Test
	void haveACloseReasonThatIsCutBetweenCharacters() {
		String reason = CloseReason.refused(Problem.of(ProblemKind.TOO_MANY, "\u20ac".repeat(100))).getReason();
		assertThat(reason).matches("too-many: \u20ac{37}");
	}

	private @Nullable String after(int number, String endpoint, int response) {
		byte[] frame = this.frames.after(new SubmissionProgress.Step(number, endpoint, true, 200,
				JsonFragment.literal(Integer.toString(response))));
		return (frame != null) ? new String(frame, StandardCharsets.UTF_8) : null;
	}

}

package org.dibbs.orchestration.gateway.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Hl7MessagesTests {

	private static final int MOST = 100;

	private static final String ONE = "MSH|^~\\&|1\rPID|1\r";

	private static final String TWO = "MSH|^~\\&|2\rOBX|1\r";

	@ParameterizedTest
	@MethodSource("texts")
	void findsTheMessages(String text, List<String> messages) {
		assertThat(split(text)).isEqualTo(messages);
	}

	static Stream<Arguments> texts() {
		return Stream.of(Arguments.of(ONE, List.of(ONE)), Arguments.of(ONE + TWO, List.of(ONE, TWO)),
				Arguments.of("\uFEFF" + ONE, List.of(ONE)), Arguments.of("BHS|\r" + ONE + "BTS|1\r", List.of(ONE)),
				Arguments.of("FHS|\rBHS|\r" + ONE + TWO + "BTS|2\rFTS|1\r", List.of(ONE, TWO)),
				Arguments.of("FHS|\rBHS|\r" + ONE + "BTS|1\rBHS|\r" + TWO + "BTS|1|all of them\rFTS|2",
						List.of(ONE, TWO)),
				// A batch of a file may be empty, as long as there is a message anywhere.
				Arguments.of("FHS|\rBHS|\rBTS|0\rBHS|\r" + TWO + "BTS|1\rFTS|2", List.of(TWO)),
				// Messages of a file that are in no batch are one.
				Arguments.of("FHS|\r" + ONE + TWO + "FTS|1\r", List.of(ONE, TWO)),
				Arguments.of("FHS|\r" + ONE + "FTS|1\rFHS|\r" + TWO + "FTS|1\r", List.of(ONE, TWO)),
				Arguments.of("BHS|\r" + ONE + "BTS\rBHS|\r" + TWO + "BTS|\"\"\r", List.of(ONE, TWO)),
				Arguments.of(ONE + "BHS|\r" + TWO + "BTS|1\r", List.of(ONE, TWO)),
				// Separators are what the header says.
				Arguments.of("FHS#\rBHS*\r" + ONE + "BTS*1*2\rFTS#1#|", List.of(ONE)),
				Arguments.of("\u000B" + ONE + "\u001C\r\u000B" + TWO + "\u001C\r", List.of(ONE, TWO)),
				Arguments.of("\u000BMSH|\rPID|1\u001C\r", List.of("MSH|\rPID|1")),
				Arguments.of("\u000BFHS|\rBHS|\r" + ONE + "BTS|1\rFTS|1\r\u001C\r", List.of(ONE)),
				Arguments.of("\u000BFHS|\r\u001C\r\u000B" + ONE + "\u001C\rFTS|1", List.of(ONE)),
				Arguments.of(ONE + "\r\r" + TWO + "\r\r", List.of(ONE, TWO)),
				Arguments.of("MSH|\nPID|\n\nMSH|\r\nOBX|\r\n", List.of("MSH|\nPID|\n", "MSH|\r\nOBX|\r\n")),
				// What only looks like a header is none.
				Arguments.of("MSH|\rFHSX|\rMSH1\rBT\r", List.of("MSH|\rFHSX|\rMSH1\rBT\r")));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void tellsWhatIsWrong(String text, String errors) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> split(text))
			.satisfies((ex) -> assertThat(errors(ex)).isEqualTo(errors));
	}

	static Stream<Arguments> wrong() {
		return Stream.of(Arguments.of("", "[body]: there is no message (MSH) in the batch"),
				Arguments.of("FHS|\rBHS|\rBTS|0\rFTS|1", "[body]: there is no message (MSH) in the batch"),
				Arguments.of("BHS|\r" + ONE + "BTS|2",
						"[body,4]: BTS-1 says 2 messages, but 1 were found since BHS in line 1"),
				Arguments.of("FHS|\rBHS|\r" + ONE + "BTS|1\rFTS|2",
						"[body,6]: FTS-1 says 2 batches, but 1 were found since FHS in line 1"),
				Arguments.of("FHS|\r" + ONE + "FTS|0",
						"[body,4]: FTS-1 says 0 batches, but 1 were found since FHS in line 1"),
				Arguments.of("BHS|\r" + ONE + "BTS|some", "[body,4]: BTS-1 is no number of messages"),
				Arguments.of("BHS|\r" + ONE + "BTS|12345678901", "[body,4]: BTS-1 is no number of messages"),
				Arguments.of("BHS#\r" + ONE + "BTS|1", "[body,4]: BTS has another field separator than BHS in line 1"),
				Arguments.of("BHS|\r" + ONE, "[body,1]: BHS has no BTS, so a part is missing"),
				Arguments.of("FHS|\r" + ONE, "[body,1]: FHS has no FTS, so a part is missing"),
				Arguments.of("FHS|\rBHS|\r" + ONE,
						"[body,2]: BHS has no BTS, so a part is missing; [body,1]: FHS has no FTS, so a part is missing"),
				Arguments.of("FHS|\rBHS|\r" + ONE + "FTS|1", "[body,2]: BHS has no BTS, so a part is missing"),
				Arguments.of("BHS|\r" + ONE + "BHS|\r" + TWO + "BTS|1",
						"[body,1]: BHS has no BTS, so a part is missing"),
				Arguments.of("FHS|\r" + ONE + "FHS|\r" + TWO + "FTS|1",
						"[body,1]: FHS has no FTS, so a part is missing"),
				Arguments.of(ONE + "BTS|1", "[body,3]: BTS ends a batch that no BHS has begun"),
				Arguments.of(ONE + "FTS|1", "[body,3]: FTS ends a file that no FHS has begun"),
				Arguments.of("FHS|\r" + ONE + "FTS|1\r" + TWO, "[body,5]: MSH stands behind the end of the file (FTS)"),
				Arguments.of(ONE + "FHS|\r" + TWO + "FTS|1",
						"[body,3]: FHS stands behind messages that are in no file"),
				Arguments.of("PID|\rPV1|\r" + ONE, "[body,1]: there is text that belongs to no message (MSH)"),
				Arguments.of("BHS|\r" + ONE + "BTS|1\rNTE|",
						"[body,5]: there is text that belongs to no message (MSH)"),
				Arguments.of("\u000B" + ONE + "\u001C\rOBX|1\r",
						"[body,4]: there is text that belongs to no message (MSH)"),
				Arguments.of("BHS\rMSH\rBTS|1",
						"[body,1]: BHS has no field separator; " + "[body,2]: MSH has no field separator; "
								+ "[body,3]: BTS has another field separator than BHS in line 1"));
	}

	@ParameterizedTest
	@CsvSource({ "'\r'", "'\n'", "'\r\n'" })
	void whereTheTextIsCutOffSomethingIsMissing(String end) {
		String text = ("FHS|\rBHS|\r" + ONE + TWO + "BTS|2\rFTS|1").replace("\r", end);
		// Cut off within the last trailer it only lacks the count.
		for (int length = 0; length < text.indexOf("FTS|1"); length++) {
			String part = text.substring(0, length);
			assertThatExceptionOfType(ProblemException.class).as(part).isThrownBy(() -> split(part));
		}
		assertThat(split(text)).hasSize(2);
	}

	@Test
	void takesAsManyMessagesAsABatchMayHave() {
		byte[] text = ONE.repeat(3).getBytes(StandardCharsets.UTF_8);
		assertThat(Hl7Messages.in(text, 3)).hasSize(3);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Hl7Messages.in(text, 2))
			.satisfies((ex) -> assertThat(errors(ex)).contains("more than 2 messages (BATCH_MAX_MESSAGES)"));
	}

	@RepeatedTest(20)
	void whatIsSplitAndJoinedAgainIsTheSameText() {
		Random random = new Random();
		List<String> messages = new ArrayList<>();
		String end = List.of("\r", "\n", "\r\n").get(random.nextInt(3));
		int count = 1 + random.nextInt(8);
		for (int i = 0; i < count; i++) {
			StringBuilder message = new StringBuilder("MSH|^~\\&|" + i + end);
			for (int segment = random.nextInt(6); segment > 0; segment--) {
				message
					.append(List.of("PID|1|ä", "OBX|1||\"\\.br\\\"", "NTE|", "ZZZ|\u0007", "X").get(random.nextInt(5)))
					.append(end);
			}
			messages.add(message.toString());
		}
		assertThat(split(String.join("", messages))).isEqualTo(messages);
		String batch = "FHS|x" + end + "BHS|y" + end + String.join("", messages) + "BTS|" + count + end + "FTS|1" + end;
		assertThat(split(batch)).isEqualTo(messages);
	}

	private static List<String> split(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return Hl7Messages.in(bytes, MOST)
			.stream()
			.map((message) -> new String(bytes, message.from(), message.to() - message.from(), StandardCharsets.UTF_8))
			.toList();
	}

	/** Places and words of the errors, without the JSON around them. */
	private static String errors(ProblemException ex) {
		JsonFragment errors = ex.problem().errors();
		String json = (errors != null) ? errors.json() : "";
		return json.replaceAll("\\{\"loc\":(\\[[^]]*]),\"msg\":\"([^\"]*)\",\"type\":\"value_error\"}", "$1: $2")
			.replace("],[", "]; [")
			.replaceAll("(^\\[)|(]$)", "")
			.replace("\"body\"", "body")
			.replace(",[body", "; [body");
	}

}

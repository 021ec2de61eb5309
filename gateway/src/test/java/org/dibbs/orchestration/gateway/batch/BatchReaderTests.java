package org.dibbs.orchestration.gateway.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.dibbs.orchestration.exchange.BatchCodec;
import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BatchReaderTests {

	private static final Map<String, String> ELR = Map.of("message_type", "elr", "config_file_name", "c\"ö.json");

	private static final String DOCUMENT = "{\"message_type\":\"vxu\",\"data_type\":\"hl7\",\"config_file_name\":\"c\",\"message\":\"MSH\"}";

	private final BatchReader reader = new BatchReader(new BatchProperties(3));

	private final AtomicLong taken = new AtomicLong();

	@ParameterizedTest
	@ValueSource(strings = { "application/x-ndjson", "application/ndjson", "application/jsonl",
			"Application/X-NDJSON; charset=utf-8" })
	void takesLinesAsTheyAre(String type) {
		byte[] body = (DOCUMENT + "\n\n" + DOCUMENT).getBytes(StandardCharsets.UTF_8);
		BatchDocuments documents = this.reader.read(type, Map.of(), body, (bytes) -> false);
		assertThat(documents.lines()).isSameAs(body);
		assertThat(documents.messages()).isEqualTo(2);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "application/hl7-v2", "x-application/hl7-v2+er7", "text/plain;charset=utf-8",
			"application/x-www-form-urlencoded", "" })
	void makesADocumentOfEachMessage(String type) {
		String one = "MSH|^~\\&|\"ä\"\r\nNTE|\t\u0001\u001F\r\n";
		String two = "MSH|^~\\&|\nOBX|";
		BatchDocuments documents = read(type, "BHS|\n" + one + two + "\nBTS|2\n");
		assertThat(texts(documents, "message")).containsExactly(one, two + "\n");
		assertThat(texts(documents, "message_type")).containsOnly("elr");
		assertThat(texts(documents, "config_file_name")).containsOnly("c\"ö.json");
		assertThat(documents.messages()).isEqualTo(2);
		assertThat(this.taken).hasValue(documents.lines().length);
		// The worker, which does not believe it, finds the same.
		assertThat(BatchDocuments.read(documents.lines(), 2, "").messages()).isEqualTo(2);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "application/json", "application/octet-stream" })
	void refusesWhatIsNeither(String type) {
		assertRefused(type, ELR, DOCUMENT, "[\"body\"]", "application/x-ndjson, or HL7 v2");
	}

	@Test
	void wantsToKnowWhatTheMessagesAre() {
		assertRefused("text/plain", Map.of(), "MSH|", "[\"query\",\"message_type\"]",
				"[\"query\",\"config_file_name\"]");
	}

	@ParameterizedTest
	@CsvSource({ "ecr", "fhir", "ELR", "x" })
	void takesOnlyWhatComesAsHl7(String messageType) {
		assertRefused("text/plain", Map.of("message_type", messageType, "config_file_name", "c"), "MSH|",
				"[\"query\",\"message_type\"]", "permitted: 'elr', 'vxu'");
	}

	@Test
	void wantsUtf8() {
		byte[] body = "MSH|1\rMSH|\u00e4\r".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.reader.read("text/plain", ELR, body, (bytes) -> true))
			.satisfies((ex) -> assertThat(errors(ex)).contains("[\"body\",2]", "not in UTF-8"));
	}

	@Test
	void refusesMoreMessagesThanThereMayBe() {
		assertRefused("text/plain", ELR, "MSH|\r".repeat(4), "more than 3 messages");
		assertRefused("application/x-ndjson", ELR, (DOCUMENT + "\n").repeat(4), "more than 3 messages");
	}

	@Test
	void refusesWhatTheQueueCannotHold() {
		byte[] body = ("MSH|" + "\u0001".repeat(BatchCodec.LARGEST / 6)).getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.reader.read("text/plain", ELR, body, (bytes) -> true))
			.satisfies((ex) -> assertThat(ex.problem().kind()).isEqualTo(ProblemKind.TOO_LARGE));
	}

	@Test
	void refusesWhatThereIsNoMemoryFor() {
		byte[] body = "MSH|".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.reader.read("text/plain", ELR, body, (bytes) -> false))
			.satisfies((ex) -> assertThat(ex.problem().kind()).isEqualTo(ProblemKind.TOO_MANY));
	}

	private BatchDocuments read(String type, String body) {
		return this.reader.read(type, ELR, body.getBytes(StandardCharsets.UTF_8), (bytes) -> {
			this.taken.addAndGet(bytes);
			return true;
		});
	}

	private void assertRefused(String type, Map<String, String> query, String body, String... parts) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.reader.read(type, query, body.getBytes(StandardCharsets.UTF_8), (bytes) -> true))
			.satisfies((ex) -> assertThat(errors(ex)).contains(parts));
	}

	private static String errors(ProblemException ex) {
		JsonFragment errors = ex.problem().errors();
		return (errors != null) ? errors.json() : "";
	}

	private static List<String> texts(BatchDocuments documents, String member) {
		List<String> texts = new ArrayList<>();
		documents.forEach((document) -> {
			JsonFragment value = JsonMembers.member(document, member);
			texts.add((value != null) ? value.text() : "");
		});
		return texts;
	}

}

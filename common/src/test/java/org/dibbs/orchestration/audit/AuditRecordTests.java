package org.dibbs.orchestration.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditRecordTests {

	private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

	@ParameterizedTest
	@ValueSource(
			strings = { "a\nINFO forged", "a\r\nb", "a\u001b[2Jb", "a\u0000b", "a\u2028b", "a\u202eb", "a\ud800b" })
	void aTextThatWouldBreakALineOrTurnItRoundDoesNot(String text) {
		AuditRecord record = record(text);
		assertThat(record.subject()).startsWith("a?").hasSize(text.codePointCount(0, text.length()));
	}

	@Test
	void aLongTextIsCutBetweenCharacters() {
		AuditRecord record = record("a" + "\ud83e\ude7a".repeat(200));
		assertThat(record.subject()).hasSize(255).endsWith("\ud83e\ude7a");
	}

	@Test
	void whatWasWrittenIsRead() {
		AuditRecord record = record("x \"y\" \u00e9");
		assertThat(AuditCodec.audit(read(AuditCodec.record(record)))).isEqualTo(record);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "nonsense", "{\"action\":\"submit\",\"outcome\":\"done\"}",
			"{\"at\":1e99,\"source\":\"s\",\"tenant\":\"\",\"subject\":\"\",\"action\":\"submit\",\"target\":\"\","
					+ "\"outcome\":\"done\",\"status\":200}" })
	void whatIsNoRecordIsNone(String value) {
		assertThat(AuditCodec
			.audit(new ConsumerRecord<>(Topics.AUDIT, 0, 0, ID.toString(), value.getBytes(StandardCharsets.UTF_8))))
			.isNull();
	}

	@ParameterizedTest
	@CsvSource({ "POST, /process-message, SUBMIT, ''", "POST, /submissions/batch, SUBMIT, ''",
			"GET, /process-ws, SUBMIT, ''", "GET, /submissions, OTHER, ''",
			"GET, /submissions/01890a5d-ac96-774b-bcce-b302099a8057/result, READ_RESULT, "
					+ "01890a5d-ac96-774b-bcce-b302099a8057",
			"GET, /submissions/Jane%20Doe/result, READ_RESULT, ''", "PUT, /configs/a.json, CHANGE_CONFIG, a.json",
			"DELETE, /configs/a.json, DELETE_CONFIG, a.json", "PUT, /configs/a%0Ab, CHANGE_CONFIG, ''",
			"PUT, /configs/%zz, CHANGE_CONFIG, ''", "GET, /configs/a.json, OTHER, ''",
			"POST, /submissions/replay, REPLAY, ''",
			"POST, /submissions/01890a5d-ac96-774b-bcce-b302099a8057/replay, REPLAY, "
					+ "01890a5d-ac96-774b-bcce-b302099a8057",
			"GET, /audit, READ_AUDIT, ''", "GET, /audit/verification, READ_AUDIT, ''", "GET, '', OTHER, ''" })
	void aRequestSaysWhatItIsAbout(String method, String path, AuditAction action, String target) {
		assertThat(AuditedRequest.of(method, path)).isEqualTo(new AuditedRequest(action, target));
	}

	private static AuditRecord record(String subject) {
		return new AuditRecord(ID, Instant.ofEpochMilli(1), "gateway", "t", subject, AuditAction.SUBMIT, "",
				AuditOutcome.DONE, 200);
	}

	private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> record) {
		return new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
	}

}

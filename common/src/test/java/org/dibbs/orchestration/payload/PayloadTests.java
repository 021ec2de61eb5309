package org.dibbs.orchestration.payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PayloadTests {

	private static final byte[] DOCUMENT = "{\"patient\":\"TESTPATIENT\"}".getBytes(StandardCharsets.UTF_8);

	private static final String OLD = "old:" + key(1);

	private static final String NEW = "new:" + key(2);

	private final AtomicLong nanos = new AtomicLong();

	@TempDir
	private Path folder;

	@Test
	void whatIsWrittenDoesNotHoldTheDocumentAndIsReadAgain() {
		Headers headers = headers("a");
		byte[] written = writer(OLD).serialize(Topics.SUBMISSIONS, headers, DOCUMENT);
		assertThat(new String(written, StandardCharsets.ISO_8859_1)).doesNotContain("TESTPATIENT");
		assertThat(ExchangeHeaders.get(headers, ExchangeHeaders.ENCRYPTION)).isEqualTo("A256GCM");
		assertThat(reader(OLD).deserialize(Topics.SUBMISSIONS, headers, written)).isEqualTo(DOCUMENT);
		assertThat(ExchangeHeaders.isEncrypted(headers)).isFalse();
	}

	@Test
	void theSameDocumentIsNeverWrittenTwiceAlike() {
		PayloadSerializer writer = writer(OLD);
		byte[] first = writer.serialize(Topics.SUBMISSIONS, headers("a"), DOCUMENT);
		byte[] second = writer.serialize(Topics.SUBMISSIONS, headers("a"), DOCUMENT);
		byte[] elsewhere = writer(OLD).serialize(Topics.SUBMISSIONS, headers("a"), DOCUMENT);
		assertThat(first).isNotEqualTo(second).isNotEqualTo(elsewhere);
	}

	@Test
	void whatIsPlainStaysReadable() {
		assertThat(reader(OLD).deserialize(Topics.RESULTS, headers("a"), DOCUMENT)).isEqualTo(DOCUMENT);
	}

	@Test
	void eventsStayPlain() {
		Headers headers = headers("a");
		assertThat(writer(OLD).serialize(Topics.EVENTS, headers, DOCUMENT)).isEqualTo(DOCUMENT);
		assertThat(ExchangeHeaders.isEncrypted(headers)).isFalse();
	}

	@Test
	void theFirstKeyEncryptsAndAllDecrypt() {
		Headers before = headers("a");
		byte[] written = writer(OLD).serialize(Topics.RESULTS, before, DOCUMENT);
		Headers after = headers("a");
		byte[] rewritten = writer(NEW + "\n" + OLD).serialize(Topics.RESULTS, after, DOCUMENT);
		assertThat(reader(NEW + "," + OLD).deserialize(Topics.RESULTS, before, written)).isEqualTo(DOCUMENT);
		assertThat(reader(NEW).deserialize(Topics.RESULTS, after, rewritten)).isEqualTo(DOCUMENT);
	}

	@Test
	void whereItIsNotSwitchedOnYetWhatOthersEncryptIsReadAlready() {
		Headers headers = headers("a");
		assertThat(writer("plain\n" + OLD).serialize(Topics.RESULTS, headers, DOCUMENT)).isEqualTo(DOCUMENT);
		assertThat(ExchangeHeaders.isEncrypted(headers)).isFalse();
		byte[] written = writer(OLD).serialize(Topics.RESULTS, headers, DOCUMENT);
		assertThat(reader("plain," + OLD).deserialize(Topics.RESULTS, headers, written)).isEqualTo(DOCUMENT);
	}

	@Test
	void whatCannotBeDecryptedIsHandedOnAsItCameAndMarked() {
		Headers headers = headers("a");
		byte[] written = writer(OLD).serialize(Topics.SUBMISSIONS, headers, DOCUMENT);
		assertThat(reader("old:" + key(3)).deserialize(Topics.SUBMISSIONS, headers, written)).isEqualTo(written);
		assertThat(ExchangeHeaders.isEncrypted(headers)).isTrue();
		// Into the dead letters, where it can be read once the key is there.
		byte[] letter = writer(NEW).serialize(Topics.DEAD_LETTERS, headers, written);
		assertThat(letter).isEqualTo(written);
		assertThat(reader(NEW + "," + OLD).deserialize(Topics.DEAD_LETTERS, headers, letter)).isEqualTo(DOCUMENT);
	}

	@Test
	void aValueCountsOnlyForItsTopicAndItsSubmission() {
		byte[] written = writer(OLD).serialize(Topics.RESULTS, headers("a"), DOCUMENT);
		assertThat(reader(OLD).deserialize(Topics.RESULTS, headers("b"), written)).isEqualTo(written);
		assertThat(reader(OLD).deserialize(Topics.SUBMISSIONS, headers("a"), written)).isEqualTo(written);
	}

	@Test
	void noByteCanBeChanged() {
		byte[] written = writer(OLD).serialize(Topics.RESULTS, headers("a"), DOCUMENT);
		for (int i = 0; i < written.length; i++) {
			byte[] changed = written.clone();
			changed[i] ^= 1;
			assertThat(reader(OLD).deserialize(Topics.RESULTS, headers("a"), changed)).isEqualTo(changed);
		}
	}

	@Test
	void whatIsCutOffIsNotRead() {
		byte[] written = writer(OLD).serialize(Topics.RESULTS, headers("a"), DOCUMENT);
		for (int i = 0; i < written.length; i++) {
			byte[] cut = Arrays.copyOf(written, i);
			assertThat(reader(OLD).deserialize(Topics.RESULTS, headers("a"), cut)).isEqualTo(cut);
		}
	}

	@Test
	void aRecordThatIsSentOnceMoreIsEncryptedAgain() {
		RecordHeaders headers = new RecordHeaders(headers("a"));
		PayloadSerializer writer = writer(OLD);
		writer.serialize(Topics.RESULTS, headers, DOCUMENT);
		headers.setReadOnly();
		byte[] again = writer.serialize(Topics.RESULTS, headers, DOCUMENT);
		assertThat(reader(OLD).deserialize(Topics.RESULTS, headers("a"), again)).isEqualTo(DOCUMENT);
	}

	@Test
	void aFileOfKeysIsReadAgainWhenItChanges() throws IOException {
		Path file = file(OLD, 1);
		KeyRing ring = KeyRing.of(file.toString(), "", this.nanos::get);
		PayloadSerializer writer = new PayloadSerializer(ring);
		file(NEW + "\n" + OLD, 2);
		this.nanos.addAndGet(Duration.ofSeconds(3).toNanos());
		byte[] written = writer.serialize(Topics.RESULTS, headers("a"), DOCUMENT);
		assertThat(reader(NEW).deserialize(Topics.RESULTS, headers("a"), written)).isEqualTo(DOCUMENT);
		file("spoilt", 3);
		this.nanos.addAndGet(Duration.ofSeconds(3).toNanos());
		assertThat(new PayloadDeserializer(ring).deserialize(Topics.RESULTS, headers("a"), written))
			.isEqualTo(DOCUMENT);
	}

	@Test
	void aKeyThatSomebodyUsesAlreadyIsLookedForAtOnce() throws IOException {
		PayloadDeserializer reader = new PayloadDeserializer(
				KeyRing.of(file(OLD, 1).toString(), null, this.nanos::get));
		byte[] written = writer(NEW).serialize(Topics.RESULTS, headers("a"), DOCUMENT);
		file(OLD + "\n" + NEW, 2);
		this.nanos.addAndGet(Duration.ofMillis(100).toNanos());
		assertThat(reader.deserialize(Topics.RESULTS, headers("a"), written)).isEqualTo(DOCUMENT);
	}

	@Test
	void withoutKeysNothingIsEncrypted() {
		assertThat(KeyRing.of("", null)).isNull();
	}

	@Test
	void whatIsWrongWithKeysIsToldWithoutThem() {
		for (String wrong : new String[] { key(1), "a:c2VjcmV0", "a:!secret!", OLD + "," + OLD, "# none" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(null, wrong))
				.withMessageContaining("for payloads")
				.withMessageNotContainingAny("secret", "c2Vj", key(1));
		}
	}

	private Path file(String keys, int time) throws IOException {
		Path file = Files.writeString(this.folder.resolve("keys"), "# name:base64\n" + keys + "\n");
		return Files.setLastModifiedTime(file, FileTime.fromMillis(time * 1000L));
	}

	private static PayloadSerializer writer(String keys) {
		return new PayloadSerializer(KeyRing.of(null, keys));
	}

	private static PayloadDeserializer reader(String keys) {
		return new PayloadDeserializer(KeyRing.of(null, keys));
	}

	private static Headers headers(String id) {
		Headers headers = new RecordHeaders();
		ExchangeHeaders.set(headers, ExchangeHeaders.SUBMISSION_ID, id);
		return headers;
	}

	private static String key(int seed) {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) seed);
		return Base64.getEncoder().encodeToString(key);
	}

}

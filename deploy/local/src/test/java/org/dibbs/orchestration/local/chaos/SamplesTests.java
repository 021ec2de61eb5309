package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplesTests {

	private final Samples samples = read();

	@Test
	void areSubmissionsExceptThoseThatAreToBeNone() {
		assertThat(Arrays.stream(Kind.Message.values()).filter((message) -> message != Kind.Message.NONE)).allSatisfy(
				(message) -> assertThat(decoded(this.samples.document(message, 1))).isInstanceOf(Decoding.Valid.class));
		assertThat(IntStream.range(0, 8).mapToObj((number) -> this.samples.document(Kind.Message.NONE, number)))
			.allSatisfy((document) -> assertThat(decoded(document)).isInstanceOf(Decoding.Invalid.class));
	}

	@Test
	void canBeToldByWhatTheyAreSavedBy() {
		byte[] document = this.samples.document(Kind.Message.SAVED_ECR, 4711);
		assertThat(Samples.savedId(document)).isEqualTo(Samples.savedId(4711)).isNotEqualTo(Samples.savedId(4712));
		assertThat(Samples.savedId(this.samples.document(Kind.Message.ECR, 4711))).isNull();
	}

	private static Decoding decoded(byte[] document) {
		return SubmissionDecoder.decode(document, SubmissionOrigin.PROCESS_MESSAGE);
	}

	private static Samples read() {
		try {
			return new Samples(Path.of("../.."));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

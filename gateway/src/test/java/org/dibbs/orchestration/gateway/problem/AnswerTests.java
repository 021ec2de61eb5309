package org.dibbs.orchestration.gateway.problem;

import java.io.ByteArrayOutputStream;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTests {

	private final MockServerHttpResponse response = new MockServerHttpResponse();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1_048_576, 1_048_577, 3_000_000 })
	void writesABodyOfAnySizeWhole(int length) {
		byte[] body = new byte[length];
		new Random(length).nextBytes(body);
		StepVerifier.create(new Answer(200, "application/json", body).writeTo(this.response)).verifyComplete();
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		StepVerifier.create(this.response.getBody().doOnNext((part) -> append(part, written)).then()).verifyComplete();
		assertThat(written.toByteArray()).isEqualTo(body);
		assertThat(this.response.getHeaders().getContentLength()).isEqualTo(length);
	}

	@Test
	void writesALargeBodyPieceByPiece() {
		StepVerifier.create(new Answer(200, "application/json", new byte[3_000_000]).writeTo(this.response))
			.verifyComplete();
		Flux<Integer> sizes = this.response.getBody().map(DataBuffer::readableByteCount);
		StepVerifier.create(sizes.all((size) -> size <= 65_536)).expectNext(true).verifyComplete();
	}

	@Test
	void setsStatusAndContentType() {
		StepVerifier.create(new Answer(409, "application/xml", new byte[0]).writeTo(this.response)).verifyComplete();
		assertThat(this.response.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(this.response.getHeaders().getFirst("Content-Type")).isEqualTo("application/xml");
	}

	private static void append(DataBuffer part, ByteArrayOutputStream written) {
		byte[] bytes = new byte[part.readableByteCount()];
		part.read(bytes);
		written.writeBytes(bytes);
	}

}

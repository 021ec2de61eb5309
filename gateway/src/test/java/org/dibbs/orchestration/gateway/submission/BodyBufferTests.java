package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

class BodyBufferTests {

	private static final int MB = 1024 * 1024;

	@ParameterizedTest
	@CsvSource({ "-1,0", "0,0", "-1,1", "10,10", "-1,8192", "-1,8193", "3145728,3145728", "-1,3145728", "10,20000" })
	void givesBackWhatItWasGiven(long promised, int length) {
		byte[] body = new byte[length];
		for (int i = 0; i < length; i++) {
			body[i] = (byte) (i % 251);
		}
		BodyBuffer buffer = new BodyBuffer(4 * MB, promised);
		for (int from = 0; from < length; from += 1000) {
			assertThat(buffer.append(part(Arrays.copyOfRange(body, from, Math.min(from + 1000, length))))).isTrue();
		}
		assertThat(buffer.take()).isEqualTo(body);
	}

	@Test
	void takesExactlyTheLimit() {
		BodyBuffer buffer = new BodyBuffer(5, -1);
		assertThat(buffer.append(part("12345".getBytes(StandardCharsets.US_ASCII)))).isTrue();
		assertThat(buffer.append(part(new byte[1]))).isFalse();
	}

	@Test
	void holdsToTheLimitWhateverWasPromised() {
		assertThat(new BodyBuffer(5, 2).append(part(new byte[6]))).isFalse();
	}

	private static DataBuffer part(byte[] bytes) {
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

}

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

	private final BodyMemory memory = new BodyMemory(8 * MB);

	@ParameterizedTest
	@CsvSource({ "-1,0", "0,0", "-1,1", "10,10", "-1,8192", "-1,8193", "3145728,3145728", "-1,3145728", "10,20000" })
	void givesBackWhatItWasGiven(long promised, int length) {
		byte[] body = new byte[length];
		for (int i = 0; i < length; i++) {
			body[i] = (byte) (i % 251);
		}
		BodyBuffer buffer = new BodyBuffer(4 * MB, promised, this.memory.reserve());
		for (int from = 0; from < length; from += 1000) {
			assertThat(buffer.append(part(Arrays.copyOfRange(body, from, Math.min(from + 1000, length)))))
				.isEqualTo(BodyBuffer.Verdict.TAKEN);
		}
		assertThat(buffer.take()).isEqualTo(body);
	}

	@Test
	void takesExactlyTheLimit() {
		BodyBuffer buffer = new BodyBuffer(5, -1, this.memory.reserve());
		assertThat(buffer.append(part("12345".getBytes(StandardCharsets.US_ASCII))))
			.isEqualTo(BodyBuffer.Verdict.TAKEN);
		assertThat(buffer.append(part(new byte[1]))).isEqualTo(BodyBuffer.Verdict.TOO_LARGE);
	}

	@Test
	void holdsToTheLimitWhateverWasPromised() {
		assertThat(new BodyBuffer(5, 2, this.memory.reserve()).append(part(new byte[6])))
			.isEqualTo(BodyBuffer.Verdict.TOO_LARGE);
	}

	@Test
	void takesMemoryForWhatArrivesNotForWhatIsPromised() {
		BodyBuffer buffer = new BodyBuffer(4 * MB, 4 * MB, this.memory.reserve());
		assertThat(this.memory.used()).isZero();
		buffer.append(part(new byte[1]));
		assertThat(this.memory.used()).isLessThanOrEqualTo(MB / 8);
	}

	@Test
	void saysThatThereIsNoMemory() {
		BodyMemory.Reservation other = this.memory.reserve();
		other.grow(8 * MB - 10);
		BodyMemory.Reservation mine = this.memory.reserve();
		assertThat(new BodyBuffer(MB, -1, mine).append(part(new byte[11]))).isEqualTo(BodyBuffer.Verdict.NO_MEMORY);
		other.release();
		assertThat(new BodyBuffer(MB, -1, mine).append(part(new byte[11]))).isEqualTo(BodyBuffer.Verdict.TAKEN);
		mine.release();
		mine.release();
		assertThat(this.memory.used()).isZero();
	}

	private static DataBuffer part(byte[] bytes) {
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

}

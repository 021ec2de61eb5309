package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of {@code /process-ws}.
 *
 * @param maxFrameSize the largest frame that is taken, from 1 byte to 33 MB; a larger one
 * ends the connection with status 1009 (RFC 6455, section 7.4.1)
 * @param maxConnections how many connections there may be at this instance at once, as
 * each may hold one frame outside the heap; one more is closed with status 1013
 * @param pingInterval how often a ping is sent, so that no proxy takes a connection for
 * dead while a building block takes long
 */
@Validated
@ConfigurationProperties("dibbs.socket")
record SocketProperties(@NotNull DataSize maxFrameSize, @Positive int maxConnections,
		@NotNull @DurationMin(millis = 1) Duration pingInterval) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(33);

	@AssertTrue(message = "dibbs.socket.max-frame-size (SOCKET_MAX_FRAME_SIZE) must be from 1B to 33MB")
	boolean isMaxFrameSizeInRange() {
		return this.maxFrameSize.toBytes() > 0 && this.maxFrameSize.compareTo(LARGEST) <= 0;
	}

}

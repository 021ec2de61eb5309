package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;

/**
 * A frame that came in: a zip, or what is wrong with it. Its bytes can be taken once, so
 * that nobody holds them while the workflow runs.
 */
final class SocketFrame {

	private final BodyMemory.Reservation memory;

	private final @Nullable Problem problem;

	private byte @Nullable [] bytes;

	private SocketFrame(BodyMemory.Reservation memory, @Nullable Problem problem, byte @Nullable [] bytes) {
		this.memory = memory;
		this.problem = problem;
		this.bytes = bytes;
	}

	/**
	 * Copies a frame, which is gone when its receiver returns.
	 * @param message the frame
	 * @param memory what the copy is taken from
	 * @return the frame, to be released
	 */
	static SocketFrame of(WebSocketMessage message, BodyMemory memory) {
		BodyMemory.Reservation reservation = memory.reserve();
		if (message.getType() != WebSocketMessage.Type.BINARY) {
			return new SocketFrame(reservation,
					Problem.of(ProblemKind.UNUSABLE_UPLOAD, "Send the zip with the eICR as one binary frame."), null);
		}
		DataBuffer payload = message.getPayload();
		if (!reservation.grow(payload.readableByteCount())) {
			return new SocketFrame(reservation, BodyRefusal.tooMany(memory), null);
		}
		byte[] copy = new byte[payload.readableByteCount()];
		payload.read(copy);
		return new SocketFrame(reservation, null, copy);
	}

	/**
	 * The zip, for the first who asks.
	 * @throws ProblemException that tells what is wrong with the frame
	 */
	byte[] take() {
		byte[] taken = this.bytes;
		this.bytes = null;
		if (this.problem != null) {
			throw new ProblemException(this.problem);
		}
		if (taken == null) {
			throw new IllegalStateException("The frame was taken before");
		}
		return taken;
	}

	BodyMemory.Reservation memory() {
		return this.memory;
	}

	void release() {
		this.memory.release();
	}

}

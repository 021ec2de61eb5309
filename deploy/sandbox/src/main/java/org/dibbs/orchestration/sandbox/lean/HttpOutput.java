package org.dibbs.orchestration.sandbox.lean;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * Writes to a connection.
 */
public final class HttpOutput {

	// The channel copies all it is given, however little it can write at once.
	private static final int AT_ONCE = 256 * 1024;

	private HttpOutput() {
	}

	/**
	 * Writes what the connection takes.
	 * @param channel the connection
	 * @param parts what is written one after the other
	 * @return whether all of it is written
	 * @throws IOException if the connection is closed
	 */
	public static boolean write(GatheringByteChannel channel, ByteBuffer... parts) throws IOException {
		long total = 0;
		for (ByteBuffer part : parts) {
			total += part.remaining();
		}
		if (total <= AT_ONCE) {
			return channel.write(parts) == total;
		}
		for (ByteBuffer part : parts) {
			if (!writeInSteps(channel, part)) {
				return false;
			}
		}
		return true;
	}

	private static boolean writeInSteps(GatheringByteChannel channel, ByteBuffer part) throws IOException {
		while (part.hasRemaining()) {
			ByteBuffer step = part.slice(part.position(), Math.min(part.remaining(), AT_ONCE));
			int written = channel.write(step);
			part.position(part.position() + written);
			if (step.hasRemaining()) {
				return false;
			}
		}
		return true;
	}

}

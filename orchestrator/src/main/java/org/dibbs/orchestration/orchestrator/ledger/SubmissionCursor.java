package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The last submission of a page; the next page begins behind it.
 *
 * @param accepted when it was accepted
 * @param id its id
 */
record SubmissionCursor(Instant accepted, UUID id) {

	private static final int BYTES = 24;

	static SubmissionCursor of(LedgerEntry entry) {
		return new SubmissionCursor(entry.times().accepted(), entry.id());
	}

	static @Nullable SubmissionCursor parse(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			if (bytes.length != BYTES) {
				return null;
			}
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			Instant accepted = Instant.ofEpochMilli(buffer.getLong());
			return accepted.equals(ColumnValues.time(accepted))
					? new SubmissionCursor(accepted, new UUID(buffer.getLong(), buffer.getLong())) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** As callers get it. */
	@Override
	public String toString() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(BYTES)
				.putLong(this.accepted.toEpochMilli())
				.putLong(this.id.getMostSignificantBits())
				.putLong(this.id.getLeastSignificantBits())
				.array());
	}

}

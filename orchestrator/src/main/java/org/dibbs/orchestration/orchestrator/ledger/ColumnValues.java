package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.jspecify.annotations.Nullable;

/**
 * Makes what events tell fit into the tables: an event that the database refused would
 * stop all events behind it.
 */
final class ColumnValues {

	private static final int NAME = 255;

	private static final int SLUG = 64;

	private static final int REASON = 400;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private ColumnValues() {
	}

	static String name(String text) {
		return fitting(text, NAME);
	}

	static @Nullable String optionalName(@Nullable String text) {
		return (text != null) ? name(text) : null;
	}

	static String slug(String text) {
		return fitting(text, SLUG);
	}

	static @Nullable String optionalSlug(@Nullable String text) {
		return (text != null) ? slug(text) : null;
	}

	static String reason(String text) {
		return fitting(text, REASON);
	}

	static @Nullable String optionalReason(@Nullable String text) {
		return (text != null) ? reason(text) : null;
	}

	static Instant time(Instant time) {
		return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
	}

	// A topic cannot have a longer name.
	static @Nullable RecordPlace place(RecordPlace place) {
		return (place.topic().length() <= 249) ? place : null;
	}

	static @Nullable Checkpoint checkpoint(@Nullable Checkpoint checkpoint) {
		return (checkpoint != null && place(checkpoint.place()) != null) ? checkpoint : null;
	}

	// PostgreSQL takes no NUL, and no half of a pair can be cut off.
	private static String fitting(String text, int length) {
		String clean = text.replace('\0', ' ');
		if (clean.length() <= length) {
			return clean;
		}
		int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
		return clean.substring(0, end);
	}

}

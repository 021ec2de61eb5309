package org.dibbs.orchestration.exchange;

import java.time.Instant;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an event.
 *
 * @param members the members
 */
record EventMembers(Map<String, JsonFragment> members) {

	static final String CHECKPOINT = "checkpoint";

	static final String NEXT_STEP = "next_step";

	boolean has(String name) {
		return this.members.containsKey(name);
	}

	String text(String name) {
		JsonFragment value = this.members.get(name);
		if (value == null || !value.isString()) {
			throw new IllegalArgumentException("The event has no text '" + name + "'");
		}
		return value.text();
	}

	@Nullable String optionalText(String name) {
		JsonFragment value = this.members.get(name);
		return (value != null && value.isString()) ? value.text() : null;
	}

	long longNumber(String name) {
		JsonFragment value = this.members.get(name);
		if (value == null || !value.isNumber()) {
			throw new IllegalArgumentException("The event has no number '" + name + "'");
		}
		return Long.parseLong(value.json());
	}

	int number(String name) {
		return Math.toIntExact(Math.clamp(longNumber(name), 0, Integer.MAX_VALUE));
	}

	Instant time(String name) {
		return Instant.ofEpochMilli(longNumber(name));
	}

	RecordPlace place(String name) {
		RecordPlace place = RecordPlace.parse(text(name));
		if (place == null) {
			throw new IllegalArgumentException("'" + name + "' of the event is no place of a record");
		}
		return place;
	}

	@Nullable Checkpoint checkpoint() {
		return has(CHECKPOINT) ? new Checkpoint(place(CHECKPOINT), number(NEXT_STEP)) : null;
	}

}

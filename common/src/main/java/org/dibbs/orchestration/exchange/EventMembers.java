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
		String[] parts = text(name).split("/", 3);
		if (parts.length < 3) {
			throw new IllegalArgumentException("'" + name + "' of the event is no place of a record");
		}
		return new RecordPlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where the next of many replays begin, so that several requests together keep to the
 * rate.
 *
 * @param page the cursor of the submissions; empty where it is none
 * @param begin when the first of them may begin
 */
record ReplayCursor(String page, Instant begin) {

	static ReplayCursor parse(@Nullable String text) {
		if (text == null) {
			return new ReplayCursor("", Instant.EPOCH);
		}
		String[] parts = text.split("~", 2);
		if (parts.length != 2 || !parts[1].matches("[0-9]{1,15}")) {
			throw RequestErrors.wrong("query", "cursor", "value is not the member 'next' of an earlier answer");
		}
		return new ReplayCursor(parts[0], Instant.ofEpochMilli(Long.parseLong(parts[1])));
	}

	@Override
	public String toString() {
		return this.page + "~" + this.begin.toEpochMilli();
	}

}

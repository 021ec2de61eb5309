package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Map;

/**
 * A point in the stream of events.
 *
 * @param offsets for each partition the offset behind the last event before that point
 */
public record EventsMark(Map<Integer, Long> offsets) {

	/**
	 * Copies the map.
	 */
	public EventsMark {
		offsets = Map.copyOf(offsets);
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.NextAttempt;
import org.jspecify.annotations.Nullable;

/**
 * What some events change in what is waited for. Only where the attempt that is to come
 * is another one: the row of one whose record is on the queue already is gone, and must
 * not come back.
 */
final class WaitChanges {

	private final Map<UUID, DueTable.@Nullable Row> due = new LinkedHashMap<>();

	private final List<LedgerReplay> replays = new ArrayList<>();

	/**
	 * Adds what an event has changed.
	 * @param before the entry before; null where there was none
	 * @param after the entry after
	 * @param event the event
	 */
	void add(@Nullable LedgerEntry before, LedgerEntry after, SubmissionEvent event) {
		NextAttempt next = after.resumption().next();
		NextAttempt known = (before != null) ? before.resumption().next() : null;
		if (Objects.equals(known, next) && (before == null || before.attempts() == after.attempts())) {
			return;
		}
		String config = null;
		if (next != null && event instanceof SubmissionEvent.ReplayRequested replay) {
			config = ColumnValues.optionalName(replay.config());
			this.replays.add(LedgerReplay.of(replay));
		}
		this.due.put(after.id(), (next != null) ? DueTable.Row.of(after, next, config) : null);
	}

	/** Submissions that wait no more, or for another attempt. */
	Set<UUID> settled() {
		return this.due.keySet();
	}

	List<DueTable.Row> due() {
		List<DueTable.Row> rows = new ArrayList<>();
		for (DueTable.Row row : this.due.values()) {
			if (row != null) {
				rows.add(row);
			}
		}
		return rows;
	}

	List<LedgerReplay> replays() {
		return this.replays;
	}

}

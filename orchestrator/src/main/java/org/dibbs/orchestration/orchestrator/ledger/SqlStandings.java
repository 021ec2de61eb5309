package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionId;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells what was done already from the ledger's tables.
 */
final class SqlStandings implements Standings {

	private final SubmissionTable submissions;

	private final OffsetTable offsets;

	private final EventsMarks marks;

	SqlStandings(JdbcTemplate jdbc, EventsMarks marks) {
		this.submissions = new SubmissionTable(jdbc);
		this.offsets = new OffsetTable(jdbc);
		this.marks = marks;
	}

	@Override
	public Map<SubmissionId, Standing> of(Collection<SubmissionId> ids) {
		List<UUID> keys = ids.stream().map(SubmissionId::value).distinct().toList();
		Map<SubmissionId, Standing> standings = new HashMap<>();
		if (keys.isEmpty()) {
			return standings;
		}
		try {
			this.submissions.read(keys).forEach((id, entry) -> standings.put(new SubmissionId(id), standing(entry)));
		}
		catch (DataAccessException ex) {
			throw LedgerUnavailableException.databaseAway(ex);
		}
		return standings;
	}

	@Override
	public EventsMark mark() {
		return this.marks.now();
	}

	@Override
	public boolean includes(EventsMark mark) {
		try {
			Map<Integer, Long> written = this.offsets.read();
			return !LedgerRebuild.isWanted(written) && mark.offsets()
				.entrySet()
				.stream()
				.allMatch((end) -> written.getOrDefault(end.getKey(), 0L) >= end.getValue());
		}
		catch (DataAccessException ex) {
			throw LedgerUnavailableException.databaseAway(ex);
		}
	}

	private static Standing standing(LedgerEntry entry) {
		LedgerEntry.Resumption resumption = entry.resumption();
		Standing.State state = switch (entry.stage()) {
			case QUEUED -> Standing.State.QUEUED;
			case RUNNING -> Standing.State.RUNNING;
			case WAITING, REPLAYED -> Standing.State.WAITING;
			case ENDED, DEAD -> Standing.State.ENDED;
		};
		return new Standing(state, entry.attempts(), resumption.checkpoint(), resumption.openStep(),
				resumption.onceBegun(), entry.times().updated(), resumption.begunAgain());
	}

}

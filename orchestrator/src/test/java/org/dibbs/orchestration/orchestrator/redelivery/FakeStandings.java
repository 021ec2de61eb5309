package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.Collection;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.EventsMark;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.dibbs.orchestration.orchestrator.ledger.Standings;

/** A ledger that is up to date or not. */
final class FakeStandings implements Standings {

	boolean upToDate = true;

	@Override
	public Map<SubmissionId, Standing> of(Collection<SubmissionId> ids) {
		return Map.of();
	}

	@Override
	public EventsMark mark() {
		return new EventsMark(Map.of(0, 1L));
	}

	@Override
	public boolean includes(EventsMark mark) {
		return this.upToDate;
	}

}

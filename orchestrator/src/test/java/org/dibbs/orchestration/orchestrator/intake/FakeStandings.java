package org.dibbs.orchestration.orchestrator.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.EventsMark;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.dibbs.orchestration.orchestrator.ledger.Standings;

/**
 * A ledger that knows what a test says.
 */
class FakeStandings implements Standings {

	final Map<SubmissionId, Standing> known = new ConcurrentHashMap<>();

	volatile boolean away;

	volatile boolean behind;

	@Override
	public Map<SubmissionId, Standing> of(Collection<SubmissionId> ids) {
		answer();
		Map<SubmissionId, Standing> found = new HashMap<>(this.known);
		found.keySet().retainAll(ids);
		return found;
	}

	@Override
	public EventsMark mark() {
		return new EventsMark(Map.of(0, 7L));
	}

	@Override
	public boolean includes(EventsMark mark) {
		answer();
		return !this.behind;
	}

	private void answer() {
		if (this.away) {
			throw new LedgerUnavailableException("away for the test", new IllegalStateException());
		}
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.dibbs.orchestration.orchestrator.ledger.DueSubmission;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmissions;

/** Attempts that are due, in memory. */
final class FakeDueSubmissions implements DueSubmissions {

	private final Set<DueSubmission> waiting = new LinkedHashSet<>();

	private final Set<DueSubmission> claimed = new LinkedHashSet<>();

	Runnable whenClaimed = () -> {
	};

	void add(DueSubmission due) {
		this.waiting.add(due);
	}

	Set<DueSubmission> waiting() {
		return this.waiting;
	}

	Set<DueSubmission> claimed() {
		return this.claimed;
	}

	@Override
	public boolean isAnyDue(Instant now) {
		return !this.waiting.isEmpty();
	}

	@Override
	public List<DueSubmission> claim(Instant now, Instant until, int limit) {
		List<DueSubmission> taken = new ArrayList<>(
				this.waiting.stream().filter((due) -> !this.claimed.contains(due)).limit(limit).toList());
		this.claimed.addAll(taken);
		this.whenClaimed.run();
		return taken;
	}

	@Override
	public void done(DueSubmission due) {
		this.waiting.remove(due);
		this.claimed.remove(due);
	}

	@Override
	public void release(DueSubmission due) {
		this.claimed.remove(due);
	}

}

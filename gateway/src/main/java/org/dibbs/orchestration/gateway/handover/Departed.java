package org.dibbs.orchestration.gateway.handover;

import java.util.LinkedHashSet;
import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * Remembers the last ones who went before their result came, to tell late results from
 * those of other instances. Safe for use by many threads.
 */
final class Departed {

	private static final int LIMIT = 10_000;

	private final Set<SubmissionId> ids = new LinkedHashSet<>();

	/**
	 * Somebody has gone.
	 * @param id the submission that was waited for
	 */
	synchronized void add(SubmissionId id) {
		this.ids.add(id);
		if (this.ids.size() > LIMIT) {
			this.ids.remove(this.ids.iterator().next());
		}
	}

	/**
	 * A result has come.
	 * @param id its submission
	 * @return whether somebody has waited for it here; true once
	 */
	synchronized boolean remove(SubmissionId id) {
		return this.ids.remove(id);
	}

}

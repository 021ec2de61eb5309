package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some submissions, newest first.
 *
 * @param entries the submissions
 * @param next where the next page begins; null where there is none
 */
record SubmissionPage(List<LedgerEntry> entries, @Nullable SubmissionCursor next) {

	/**
	 * Copies the entries.
	 */
	SubmissionPage {
		entries = List.copyOf(entries);
	}

}

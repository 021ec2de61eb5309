package org.dibbs.orchestration.orchestrator.intake;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Judges records by what was done before.
 */
interface Precedent {

	/**
	 * Of a record that no other worker can have had.
	 * @param arrival the record
	 * @param known what the ledger knows of its submission, or null
	 * @return the verdict
	 */
	Verdict ofFresh(Arrival arrival, @Nullable Standing known);

	/**
	 * Of records whose submissions may have been begun or finished before.
	 * @param arrivals the records
	 * @param known what the ledger knows of their submissions
	 * @param suspect which records another worker may have had
	 * @return the verdicts; none for those of which nothing can be said now
	 */
	Map<Arrival, Verdict> ofAll(List<Arrival> arrivals, Map<SubmissionId, Standing> known, Predicate<Arrival> suspect);

}

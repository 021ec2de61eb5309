package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Finds submissions that somebody wants to be run once more. For use by many threads.
 */
public interface ReplayCandidates {

	/**
	 * Finds one.
	 * @param id what the caller says is its id
	 * @param caller who wants it; what belongs to another tenant is not there for it
	 * @return the submission, ended or not
	 * @throws ProblemException if there is none, or if that cannot be said now
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	ReplayCandidate find(String id, Caller caller);

	/**
	 * Finds some that have ended.
	 * @param parameters which ones, as the caller gives them: {@code status},
	 * {@code config}, {@code message_type}, {@code step}, {@code reason}, {@code batch},
	 * {@code from}, {@code to}, {@code tenant}, {@code limit} and {@code cursor}
	 * @param others further parameters there may be
	 * @param caller who wants them; those of other tenants are left out
	 * @return some of them, newest first
	 * @throws ProblemException if the parameters do not validate, or select nothing
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	Page select(Map<String, String> parameters, Set<String> others, Caller caller);

	/**
	 * Some submissions.
	 *
	 * @param submissions the submissions
	 * @param next the cursor of the next ones; null where there are none
	 */
	record Page(List<ReplayCandidate> submissions, @Nullable String next) {

		/**
		 * Copies the submissions.
		 */
		public Page {
			submissions = List.copyOf(submissions);
		}

	}

}

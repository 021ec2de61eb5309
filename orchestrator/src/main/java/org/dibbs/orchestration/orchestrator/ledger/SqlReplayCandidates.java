package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.dibbs.orchestration.security.Caller;

import org.springframework.dao.DataAccessException;

/**
 * Finds them in the ledger's tables.
 */
final class SqlReplayCandidates implements ReplayCandidates {

	private static final int DEFAULT_LIMIT = 1000;

	private static final int MAX_LIMIT = 10_000;

	private static final Set<String> FILTERS = Set.of("status", "config", "message_type", "step", "reason", "batch",
			"from");

	private static final Set<String> BOUNDS = Set.of("to", "limit", "cursor", "tenant");

	private final SubmissionFinder finder;

	private final SubmissionQueries queries;

	SqlReplayCandidates(SubmissionFinder finder, SubmissionQueries queries) {
		this.finder = finder;
		this.queries = queries;
	}

	@Override
	public ReplayCandidate find(String id, Caller caller) {
		return ask(() -> ReplayCandidate.of(this.finder.find(id, caller)));
	}

	@Override
	public Page select(Map<String, String> parameters, Set<String> others, Caller caller) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		SubmissionFilter filter = reader.endedFilter(caller);
		SubmissionCursor cursor = reader.cursor();
		int limit = reader.limit(DEFAULT_LIMIT, MAX_LIMIT);
		// A filter with a slip of the pen in its name must not select everything.
		for (String name : new TreeSet<>(parameters.keySet())) {
			if (!FILTERS.contains(name) && !BOUNDS.contains(name) && !others.contains(name)) {
				reader.wrong(name, "there is no such parameter");
			}
		}
		if (parameters.keySet().stream().noneMatch(FILTERS::contains)) {
			reader.wrong("status", "one of status, config, message_type, step, reason, batch and from has to say which"
					+ " submissions are meant");
		}
		reader.check();
		return ask(() -> {
			SubmissionPage page = this.queries.page(filter, cursor, limit);
			SubmissionCursor next = page.next();
			return new Page(page.entries().stream().map(ReplayCandidate::of).toList(),
					(next != null) ? next.toString() : null);
		});
	}

	private static <T> T ask(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (DataAccessException ex) {
			throw LedgerUnavailableException.databaseAway(ex);
		}
	}

}

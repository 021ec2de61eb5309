package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells where submissions are, and what became of them.
 */
@RestController
class SubmissionController {

	private final SubmissionFinder finder;

	private final SubmissionQueries queries;

	private final ResultReader results;

	SubmissionController(SubmissionFinder finder, SubmissionQueries queries, ResultReader results) {
		this.finder = finder;
		this.queries = queries;
		this.results = results;
	}

	@GetMapping("/submissions")
	ResponseEntity<byte[]> submissions(@RequestParam Map<String, String> parameters,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		SubmissionFilter filter = reader.filter(caller);
		SubmissionCursor cursor = reader.cursor();
		int limit = reader.limit();
		reader.check();
		return SubmissionAnswers.ok(SubmissionJson.page(this.queries.page(filter, cursor, limit)));
	}

	@GetMapping("/submissions/summary")
	ResponseEntity<byte[]> summary(@RequestParam Map<String, String> parameters,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		Instant from = reader.time("from");
		Instant to = reader.time("to");
		String tenant = reader.tenant(caller);
		reader.check();
		return SubmissionAnswers.ok(SubmissionJson.summary(this.queries.summary(from, to, tenant)));
	}

	@GetMapping("/submissions/{id}")
	ResponseEntity<byte[]> submission(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		Duration wait = reader.timeToWait();
		reader.check();
		return SubmissionAnswers.ok(json(this.finder.awaitEnd(this.finder.find(id, caller), wait)));
	}

	@GetMapping("/submissions/{id}/result")
	ResponseEntity<byte[]> result(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		Duration wait = reader.timeToWait();
		reader.check();
		LedgerEntry entry = this.finder.awaitEnd(this.finder.find(id, caller), wait);
		if (!entry.status().isFinished()) {
			return SubmissionAnswers.notYet(json(entry));
		}
		LedgerEntry.Ending ending = entry.ending();
		if (ending == null || ending.result() == null) {
			throw new ProblemException(ProblemKind.RESULT_GONE,
					"The submission ended without an answer, the reason stands in its status.");
		}
		return SubmissionAnswers.result(entry.id().toString(), this.results.read(entry.id(), ending.result()), accept);
	}

	private JsonFragment json(LedgerEntry entry) {
		return SubmissionJson.submission(entry, this.queries.steps(entry.id()), this.queries.replays(entry.id()));
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.Map;

import org.dibbs.orchestration.security.Caller;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells how far batches are.
 */
@RestController
class BatchController {

	private final SubmissionFinder finder;

	private final BatchTable batches;

	BatchController(SubmissionFinder finder, BatchTable batches) {
		this.finder = finder;
		this.batches = batches;
	}

	@GetMapping("/submissions/batches/{id}")
	ResponseEntity<byte[]> batch(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
		SubmissionQueryReader reader = new SubmissionQueryReader(parameters);
		Duration wait = reader.timeToWait();
		reader.check();
		BatchStanding found = this.finder.find(id, "batch", (batch) -> this.batches.standing(batch, caller));
		BatchStanding standing = this.finder.awaitEnd(found, BatchStanding::isFinished,
				() -> this.batches.standing(found.batch().id(), caller), wait);
		return SubmissionAnswers.ok(standing.json());
	}

}

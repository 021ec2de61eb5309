package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an operator of the workers asks of the whole ledger. No gateway leads here.
 */
@RestController
class LedgerController {

	private static final Logger logger = LoggerFactory.getLogger(LedgerController.class);

	private final LedgerRebuild rebuild;

	private final SubmissionQueries queries;

	private final Standings standings;

	LedgerController(LedgerRebuild rebuild, SubmissionQueries queries, Standings standings) {
		this.rebuild = rebuild;
		this.queries = queries;
		this.standings = standings;
	}

	@GetMapping("/ledger")
	ResponseEntity<byte[]> state() {
		EventsMark mark = this.standings.mark();
		Map<Integer, Long> written = this.queries.offsets();
		long behind = mark.offsets()
			.entrySet()
			.stream()
			.mapToLong((end) -> Math.max(0, end.getValue() - Math.max(0, written.getOrDefault(end.getKey(), 0L))))
			.sum();
		boolean emptied = LedgerRebuild.isWanted(written);
		return SubmissionAnswers.ok(new JsonObjectBuilder().member("submissions", this.queries.total())
			.member("events_behind", behind)
			.member("up_to_date", JsonFragment.literal(Boolean.toString(!emptied && this.standings.includes(mark))))
			.build());
	}

	@PostMapping("/ledger/rebuild")
	ResponseEntity<byte[]> rebuild() {
		this.rebuild.request();
		logger.info("The ledger is to be made anew from the events");
		return ResponseEntity.status(HttpStatus.ACCEPTED)
			.contentType(MediaType.APPLICATION_JSON)
			.body(new JsonObjectBuilder()
				.member("message",
						"The ledger is emptied and made anew from the events; GET /ledger says how far it is.")
				.build()
				.bytes());
	}

}

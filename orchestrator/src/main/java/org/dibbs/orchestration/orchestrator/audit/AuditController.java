package org.dibbs.orchestration.orchestrator.audit;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.web.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows administrators who did what, and whether somebody changed that.
 */
@RestController
class AuditController {

	/** So many are looked at within the time that a front door waits. */
	private static final long VERIFIED_AT_ONCE = 100_000;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final AuditTable table;

	AuditController(AuditTable table) {
		this.table = table;
	}

	@GetMapping("/audit")
	ResponseEntity<byte[]> entries(@RequestParam Map<String, String> parameters) {
		AuditQuery query = new AuditQuery(parameters)
			.only(Set.of("tenant", "subject", "action", "target", "outcome", "from", "to", "limit", "cursor"));
		AuditFilter filter = query.filter();
		int limit = query.limit();
		long cursor = query.cursor();
		query.check();
		List<AuditEntry> entries = this.table.page(filter, cursor, limit);
		Long next = (entries.size() == limit && entries.getLast().number() > 1) ? entries.getLast().number() : null;
		return answer(new JsonObjectBuilder()
			.member("entries", JsonObjectBuilder.array(entries.stream().map(AuditController::json).toList()))
			.member("next", (next != null) ? next.toString() : null)
			.build());
	}

	@GetMapping("/audit/verification")
	ResponseEntity<byte[]> verification(@RequestParam Map<String, String> parameters) {
		AuditQuery query = new AuditQuery(parameters).only(Set.of("from"));
		long first = query.first();
		query.check();
		AuditVerification found = this.table.verify(first, VERIFIED_AT_ONCE);
		return answer(new JsonObjectBuilder().member("intact", JsonFragment.literal(Boolean.toString(found.isIntact())))
			.member("from", found.from())
			.member("to", found.to())
			.member("hash", found.hash())
			.member("broken_at", number(found.brokenAt()))
			.member("last", found.last())
			.member("next", number(found.next()))
			.build());
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<byte[]> unavailable(HttpServletRequest request) {
		return ProblemAnswers.of(Problem.of(ProblemKind.LEDGER_UNAVAILABLE, "The database does not answer."),
				request.getHeader(HttpHeaders.ACCEPT));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refused(ProblemException ex, HttpServletRequest request) {
		return ProblemAnswers.of(ex.problem(), request.getHeader(HttpHeaders.ACCEPT));
	}

	private static ResponseEntity<byte[]> answer(JsonFragment body) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body.bytes());
	}

	private static JsonFragment json(AuditEntry entry) {
		AuditRecord record = entry.record();
		return new JsonObjectBuilder().member("number", entry.number())
			.member("id", record.id().toString())
			.member("at", TIME.format(record.at()))
			.member("source", record.source())
			.member("tenant", record.tenant())
			.member("subject", record.subject())
			.member("action", record.action().wire())
			.member("target", record.target())
			.member("outcome", record.outcome().wire())
			.member("status", record.status())
			.member("previous_hash", entry.previousHash())
			.member("hash", entry.hash())
			.build();
	}

	private static @Nullable JsonFragment number(@Nullable Long number) {
		return (number != null) ? JsonFragment.literal(number.toString()) : null;
	}

}

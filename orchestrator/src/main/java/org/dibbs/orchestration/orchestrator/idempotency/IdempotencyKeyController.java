package org.dibbs.orchestration.orchestrator.idempotency;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.web.ProblemForm;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has front doors claim keys. For them only: no route leads here. The key's hash comes in
 * the body, as what stands in a path ends in logs and spans.
 */
@RestController
class IdempotencyKeyController {

	private static final Logger logger = LoggerFactory.getLogger(IdempotencyKeyController.class);

	private static final int MAX_BODY = 1024;

	private static final String RETRY_AFTER_SECONDS = "5";

	private final IdempotencyKeys keys;

	IdempotencyKeyController(IdempotencyKeys keys) {
		this.keys = keys;
	}

	/**
	 * Claims a key; doing so again changes nothing.
	 * @param request holds the claim
	 * @param caller whose key it is
	 * @return what the key stands for, whether that is the submission of this claim, and
	 * since when, in milliseconds
	 * @throws IOException if the caller has gone
	 */
	@PostMapping("/idempotency-keys")
	ResponseEntity<byte[]> claim(HttpServletRequest request, @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
			throws IOException {
		ClaimRequest asked = read(request);
		KeyClaim claim = this.keys.claim(caller.tenant(), asked.keyHash(), asked.submissionId(), asked.bodyDigest());
		boolean created = claim.submissionId().equals(asked.submissionId());
		JsonFragment answer = new JsonObjectBuilder().member("submission_id", claim.submissionId().toString())
			.member("body_digest", claim.bodyDigest())
			.member("created", JsonFragment.literal(Boolean.toString(created)))
			.member("age_ms", this.keys.age(claim).toMillis())
			.build();
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.bytes());
	}

	private static ClaimRequest read(HttpServletRequest request) throws IOException {
		try (InputStream body = request.getInputStream()) {
			byte[] bytes = body.readNBytes(MAX_BODY + 1);
			if (bytes.length > MAX_BODY) {
				throw new ProblemException(ProblemKind.TOO_LARGE, "A claim may have at most 1024 bytes.");
			}
			return ClaimRequest.read(bytes);
		}
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refused(ProblemException ex, HttpServletRequest request) {
		return answer(ex.problem(), request);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(DataAccessException ex, HttpServletRequest request) {
		// What a database says can quote values, so only what kind it is.
		logger.warn("A claim of an idempotency key was answered 503: {}", ex.getClass().getSimpleName());
		return answer(Problem.of(ProblemKind.LEDGER_UNAVAILABLE,
				"The database of the idempotency keys does not answer; try again in some seconds."), request);
	}

	private static ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
		if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
		return ProblemForm.isWanted(request.getHeader(HttpHeaders.ACCEPT))
				? answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.problemBody(null).bytes())
				: answer.contentType(MediaType.APPLICATION_JSON).body(problem.legacyBody().bytes());
	}

}

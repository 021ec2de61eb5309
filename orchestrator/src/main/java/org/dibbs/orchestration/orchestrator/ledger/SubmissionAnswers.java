package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Set;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.web.ProblemForm;
import org.dibbs.orchestration.problem.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The answers about submissions, errors in the form the caller reads.
 */
final class SubmissionAnswers {

	private static final String SUBMISSION_ID = "Submission-Id";

	private static final int BAD_GATEWAY = 502;

	/** No Content, Reset Content, Not Modified: none may have a body (RFC 9110). */
	private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	private SubmissionAnswers() {
	}

	static ResponseEntity<byte[]> ok(JsonFragment body) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body.bytes());
	}

	static ResponseEntity<byte[]> notYet(JsonFragment body) {
		return ResponseEntity.accepted()
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.RETRY_AFTER, "1")
			.body(body.bytes());
	}

	/**
	 * The answer that the synchronous caller got, or would have got.
	 * @param id the submission
	 * @param reply how it ended
	 * @param accept what the caller reads, or null
	 * @return the answer
	 */
	static ResponseEntity<byte[]> result(String id, WorkflowReply reply, @Nullable String accept) {
		int status = answerable(reply.status());
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(SUBMISSION_ID, id);
		return switch (reply) {
			case WorkflowReply.Completed completed ->
				answer.contentType(MediaType.parseMediaType(completed.contentType())).body(completed.body());
			case WorkflowReply.Failed failed -> {
				if (ProblemForm.isWanted(accept)) {
					Problem problem = new WorkflowReply.Failed(failed.kind(), status, failed.body()).problem();
					yield answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.problemBody(id).bytes());
				}
				yield answer.contentType(MediaType.APPLICATION_JSON).body(failed.body());
			}
		};
	}

	// as the front door does with the status of a building block
	private static int answerable(int status) {
		return (status >= 200 && status <= 599 && !WITHOUT_BODY.contains(status)) ? status : BAD_GATEWAY;
	}

}

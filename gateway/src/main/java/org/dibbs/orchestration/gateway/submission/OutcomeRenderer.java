package org.dibbs.orchestration.gateway.submission;

import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.gateway.problem.ProblemAnswers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Turns the outcome of a submission into the answer its caller gets.
 */
final class OutcomeRenderer {

	private static final int ACCEPTED = 202;

	private static final int BAD_GATEWAY = 502;

	/** No Content, Reset Content, Not Modified: none may have a body (RFC 9110). */
	private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	private OutcomeRenderer() {
	}

	static Answer render(HandoverOutcome outcome, ServerHttpRequest request) {
		return switch (outcome) {
			case HandoverOutcome.Answered answered -> render(answered.reply(), request, answered.id());
			case HandoverOutcome.StillRunning running -> accepted(running.id());
		};
	}

	private static Answer render(WorkflowReply reply, ServerHttpRequest request, SubmissionId id) {
		return switch (reply) {
			case WorkflowReply.Completed completed ->
				new Answer(completed.status(), completed.contentType(), completed.body());
			case WorkflowReply.Failed failed -> render(failed, request, id);
		};
	}

	private static Answer render(WorkflowReply.Failed failed, ServerHttpRequest request, SubmissionId id) {
		int status = answerable(failed.status());
		if (!ProblemAnswers.wantsProblemJson(request)) {
			return new Answer(status, WorkflowReply.JSON, failed.body());
		}
		Problem problem = new WorkflowReply.Failed(failed.kind(), status, failed.body()).problem();
		return ProblemAnswers.of(problem, request, id);
	}

	// A building block may answer with anything, its status is passed on where it can be.
	private static int answerable(int status) {
		boolean possible = status >= 200 && status <= 599 && !WITHOUT_BODY.contains(status);
		return possible ? status : BAD_GATEWAY;
	}

	private static Answer accepted(SubmissionId id) {
		byte[] body = new JsonObjectBuilder()
			.member("message", "The message was accepted and is still being worked on; nothing is lost.")
			.member("submission_id", id.toString())
			.member("status", "ACCEPTED")
			.build()
			.bytes();
		return new Answer(ACCEPTED, WorkflowReply.JSON, body);
	}

}

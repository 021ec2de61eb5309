package org.dibbs.orchestration.gateway.submission;

import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.gateway.problem.ProblemAnswers;
import org.dibbs.orchestration.gateway.routing.PathPrefix;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

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

	/**
	 * The answer for an outcome.
	 * @param outcome the outcome
	 * @param exchange who asked; a submission that still runs gets its address into the
	 * headers of the response
	 * @return the answer
	 */
	static Answer render(HandoverOutcome outcome, ServerWebExchange exchange) {
		return switch (outcome) {
			case HandoverOutcome.Answered answered -> render(answered.reply(), exchange.getRequest(), answered.id());
			case HandoverOutcome.StillRunning running -> accepted(running, exchange);
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

	/**
	 * Says of what was accepted whether it can be asked for.
	 * @param message what is said of it anyway
	 * @param findable whether it can
	 * @param headers say after how many seconds to ask, where it cannot
	 * @return what is said
	 */
	static String findable(String message, boolean findable, HttpHeaders headers) {
		if (findable) {
			return message;
		}
		headers.set(HttpHeaders.RETRY_AFTER, "5");
		return message + " Who asks for it now may be told 404; ask again in some seconds.";
	}

	/**
	 * The answer for a submission that still runs.
	 * @param running the submission
	 * @param exchange who asked; gets its address into the headers of the response
	 * @return the answer, with status 202
	 */
	static Answer accepted(HandoverOutcome.StillRunning running, ServerWebExchange exchange) {
		String address = PathPrefix.of(exchange) + "/submissions/" + running.id();
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.set(HttpHeaders.LOCATION, address);
		JsonObjectBuilder links = new JsonObjectBuilder().member("self", address)
			.member("result", address + "/result")
			.member("events", address + "/events");
		byte[] body = new JsonObjectBuilder()
			.member("message",
					findable("The message was accepted and is being worked on; nothing is lost.", running.findable(),
							headers))
			.member("submission_id", running.id().toString())
			.member("status", "ACCEPTED")
			.member("links", links.build())
			.build()
			.bytes();
		return new Answer(ACCEPTED, WorkflowReply.JSON, body);
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;

import org.springframework.web.reactive.socket.CloseStatus;

/**
 * Says why a connection is closed, which the last text frame does not. Nothing of a
 * message is quoted, as proxies may log it.
 */
final class CloseReason {

	/** What a control frame has room for besides the status (RFC 6455, section 5.5). */
	private static final int LONGEST = 123;

	private CloseReason() {
	}

	/**
	 * A frame was refused before it was accepted.
	 * @param problem why, in words of ours
	 * @return the status to close with
	 */
	static CloseStatus refused(Problem problem) {
		return normal(problem.kind().slug() + ": " + problem.detail());
	}

	/**
	 * A workflow did not run to its end. The detail may quote the message, so only the
	 * kind is told.
	 * @param kind why
	 * @param id the submission's name, by which the operator finds it
	 * @return the status to close with
	 */
	static CloseStatus failed(ProblemKind kind, SubmissionId id) {
		return normal(kind.slug() + ", submission " + id + ": " + kind.title());
	}

	/**
	 * A workflow is still running, but not watched any longer.
	 * @param id the submission's name
	 * @return the status to close with
	 */
	static CloseStatus stillRunning(SubmissionId id) {
		return normal("still-running, submission " + id + ": it was accepted and is not lost");
	}

	// as upstream: 1000 whatever went wrong
	private static CloseStatus normal(String reason) {
		ByteBuffer room = ByteBuffer.allocate(LONGEST);
		StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(reason), room, true);
		return CloseStatus.NORMAL.withReason(new String(room.array(), 0, room.position(), StandardCharsets.UTF_8));
	}

}

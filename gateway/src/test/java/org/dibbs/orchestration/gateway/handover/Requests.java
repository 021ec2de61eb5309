package org.dibbs.orchestration.gateway.handover;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.security.Caller;

/**
 * What the tests of the handover send and get.
 */
final class Requests {

	static final WorkflowReply REPLY = new WorkflowReply.Completed(WorkflowReply.JSON, new byte[] { '{', '}' });

	private Requests() {
	}

	static SubmissionRequest request() {
		return request("<x/>");
	}

	static SubmissionRequest request(String message) {
		String body = "{\"message_type\":\"ecr\",\"data_type\":\"ecr\",\"config_file_name\":\"c\",\"message\":\""
				+ message + "\"}";
		return ((Decoding.Valid) SubmissionDecoder.decode(body.getBytes(StandardCharsets.UTF_8))).request();
	}

	static Submission submission(SubmissionId id) {
		return new Submission(id, Caller.DEFAULT_TENANT, request(), Instant.EPOCH, 3, null, null);
	}

}

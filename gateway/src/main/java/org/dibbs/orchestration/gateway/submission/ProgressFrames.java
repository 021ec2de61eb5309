package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text frames that tell how far one message has come. Each holds all steps so
 * far. Not for use by several threads at once.
 */
final class ProgressFrames {

	// as upstream: the same for every error; what it was is said by the close reason
	private static final byte[] ERROR = new JsonObjectBuilder().member("message", "Something went wrong")
		.member("responses", JsonFragment.NULL)
		.member("processed_values", "")
		.build()
		.bytes();

	private final Map<String, JsonFragment> steps = new LinkedHashMap<>();

	private int last;

	/**
	 * The frame after a step.
	 * @param step the step
	 * @return the frame; null for one that was told before, in a run that its worker did
	 * not finish
	 */
	byte @Nullable [] after(SubmissionProgress.Step step) {
		// as upstream: of two steps with one endpoint the later counts, in the place of
		// the first
		this.steps.put(step.endpoint(),
				new JsonObjectBuilder().member("status", step.success() ? "success" : "error")
					.member("status_code", step.status())
					.member("response", step.response())
					.build());
		if (step.number() <= this.last) {
			return null;
		}
		this.last = step.number();
		JsonObjectBuilder frame = new JsonObjectBuilder();
		this.steps.forEach(frame::member);
		return frame.build().bytes();
	}

	/**
	 * The last frame of a workflow that ran to its end.
	 * @param completed its result
	 * @return the answer that {@code POST /process-message} would give; XML as a string
	 */
	static byte[] end(WorkflowReply.Completed completed) {
		if (!completed.contentType().equals(WorkflowReply.XML)) {
			return completed.body();
		}
		return new JsonObjectBuilder().member("message", "Processing succeeded!")
			.member("processed_values", new String(completed.body(), StandardCharsets.UTF_8))
			.build()
			.bytes();
	}

	/**
	 * The last frame of everything else.
	 * @return its bytes, not to be written to
	 */
	static byte[] error() {
		return ERROR;
	}

}

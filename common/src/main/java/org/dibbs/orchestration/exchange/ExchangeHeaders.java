package org.dibbs.orchestration.exchange;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the exchange. All values are UTF-8 text; numbers are decimal. The W3C
 * trace context ({@code traceparent}, {@code tracestate}, {@code baggage}) travels beside
 * them, written and read by the telemetry agent.
 */
public final class ExchangeHeaders {

	/** Submission, result and progress: the id, equal to the record's key. */
	public static final String SUBMISSION_ID = "dibbs-submission-id";

	/** Submission: when it was accepted, in milliseconds since the epoch. */
	public static final String ACCEPTED_AT = "dibbs-accepted-at";

	/** Submission: the partition of the results topic on which its sender waits. */
	public static final String RESULT_PARTITION = "dibbs-result-partition";

	/**
	 * Submission: the endpoint it came in by, as {@link SubmissionOrigin} has it; absent
	 * for the one whose checks are strict.
	 */
	public static final String ORIGIN = "dibbs-origin";

	/** Submission: the partition of the progress topic on which its sender watches it. */
	public static final String PROGRESS_PARTITION = "dibbs-progress-partition";

	/**
	 * Submission: until when its sender waits for the result, in milliseconds since the
	 * epoch. Without it one who waits, waits for ever.
	 */
	public static final String REPLY_UNTIL = "dibbs-reply-until";

	/** Submission: the id of the batch it is a part of. */
	public static final String BATCH_ID = "dibbs-batch-id";

	/**
	 * Submission: that the record is a whole batch, and in which form. A record that has
	 * it is no submission itself; a worker makes one of each message in it.
	 */
	public static final String BATCH_FORM = "dibbs-batch-form";

	/** Submission: the number of the attempt it is for, from 1; absent for the first. */
	public static final String ATTEMPT = "dibbs-attempt";

	/**
	 * Submission: where the state lies that the attempt goes on from, with slashes
	 * between topic, partition and offset; absent where it begins with the first step.
	 */
	public static final String CHECKPOINT = "dibbs-checkpoint";

	/** Submission: the number of the step that the state is the one before, from 1. */
	public static final String NEXT_STEP = "dibbs-next-step";

	/** Submission: the workflow config, where it is not the one the document names. */
	public static final String CONFIG = "dibbs-config";

	/** Submission: the version of the workflow config; absent for the current one. */
	public static final String CONFIG_VERSION = "dibbs-config-version";

	/**
	 * Submission, of a further attempt: the {@code traceparent} of the first record, for
	 * the attempt's own trace to link to.
	 */
	public static final String ORIGIN_TRACEPARENT = "dibbs-origin-traceparent";

	/** The W3C trace context of a record. */
	public static final String TRACEPARENT = "traceparent";

	/** Progress: the number of the step that has ended, from 1; absent at the end. */
	public static final String STEP_NUMBER = "dibbs-step-number";

	/** Progress: the last segment of the path of the endpoint that the step called. */
	public static final String STEP_ENDPOINT = "dibbs-step-endpoint";

	/** Progress: {@link #SUCCESS} or {@link #ERROR}. */
	public static final String STEP_OUTCOME = "dibbs-step-outcome";

	/** Result: {@link #COMPLETED} or the slug of a problem kind. */
	public static final String OUTCOME = "dibbs-outcome";

	/** Result and progress: the HTTP status of the answer. */
	public static final String STATUS = "dibbs-status";

	/** Result: the media type of the value. */
	public static final String CONTENT_TYPE = "content-type";

	/** Result: where the dead letter lies, of a submission that was given up. */
	public static final String DEAD_LETTER = "dibbs-dead-letter";

	/**
	 * Dead letter, and the result that belongs to it: why, the slug of a
	 * {@link DeadReason}.
	 */
	public static final String DEAD_LETTER_REASON = "dibbs-dead-letter-reason";

	/** Dead letter: topic, partition and offset it came from, with slashes between. */
	public static final String DEAD_LETTER_SOURCE = "dibbs-dead-letter-source";

	/**
	 * All but events: that the value is encrypted, and how: {@link #AES_GCM}. Readers see
	 * it only on records whose value could not be decrypted.
	 */
	public static final String ENCRYPTION = "dibbs-encryption";

	/** The value of {@link #ENCRYPTION}. */
	public static final String AES_GCM = "A256GCM";

	/** The value of {@link #OUTCOME} for a workflow that ran to its end. */
	public static final String COMPLETED = "completed";

	/** The value of {@link #STEP_OUTCOME} for a step whose answer could be used. */
	public static final String SUCCESS = "success";

	/** The value of {@link #STEP_OUTCOME} for a step that ended the run. */
	public static final String ERROR = "error";

	// Compiled once, as it is asked for with every record.
	private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

	private ExchangeHeaders() {
	}

	/**
	 * Reads a header.
	 * @param headers the headers of a record
	 * @param name the header's name
	 * @return the last value of that name, or null where there is none
	 */
	public static @Nullable String get(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

	/**
	 * Whether a value is still encrypted when it is read.
	 * @param headers the headers of a record
	 * @return true where it could not be decrypted
	 */
	public static boolean isEncrypted(Headers headers) {
		return headers.lastHeader(ENCRYPTION) != null;
	}

	/**
	 * Reads a numeric header.
	 * @param headers the headers of a record
	 * @param name the header's name
	 * @return the number, or null where there is none or it is no whole number from 0
	 */
	public static @Nullable Long number(Headers headers, String name) {
		String text = get(headers, name);
		return (text != null && NUMBER.matcher(text).matches()) ? Long.valueOf(text) : null;
	}

	/**
	 * Writes a header, replacing one of the same name.
	 * @param headers the headers of a record
	 * @param name the header's name
	 * @param value its value
	 */
	public static void set(Headers headers, String name, Object value) {
		headers.remove(name);
		headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
	}

}

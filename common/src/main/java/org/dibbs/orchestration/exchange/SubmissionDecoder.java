package org.dibbs.orchestration.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.dibbs.orchestration.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads a submission document: the body of {@code POST /process-message}, or what the
 * gateway makes of an upload, which is also the value of a record on
 * {@link Topics#SUBMISSIONS}. The gateway asks it before it accepts anything, the worker
 * again, since any Kafka client may write to the topic. Errors, their order and their
 * words are those of the Python service (pydantic 1).
 */
public final class SubmissionDecoder {

	static final String MESSAGE_TYPE = "message_type";

	static final String DATA_TYPE = "data_type";

	static final String CONFIG_FILE_NAME = "config_file_name";

	static final String MESSAGE = "message";

	static final String RR_DATA = "rr_data";

	private SubmissionDecoder() {
	}

	/**
	 * Decodes a document as strictly as {@code POST /process-message} does.
	 * @param body the bytes of the document, UTF-8; may be empty
	 * @return the submission, or all that is wrong with the document
	 */
	public static Decoding decode(byte[] body) {
		return decode(body, SubmissionOrigin.PROCESS_MESSAGE);
	}

	/**
	 * Decodes a document.
	 * @param body the bytes of the document, UTF-8; may be empty
	 * @param origin how strictly
	 * @return the submission, or all that is wrong with the document
	 */
	public static Decoding decode(byte[] body, SubmissionOrigin origin) {
		if (body.length == 0) {
			return invalid(FieldError.missingBody());
		}
		return decode(JsonFragment.of(withoutByteOrderMark(body)), origin);
	}

	/**
	 * Decodes a document that is a part of something larger.
	 * @param document the document, which is not known to be JSON
	 * @param origin how strictly
	 * @return the submission, or all that is wrong with the document
	 */
	static Decoding decode(JsonFragment document, SubmissionOrigin origin) {
		try {
			Map<String, JsonFragment> members = JsonMembers.of(document);
			if (members != null) {
				return new Fields(members, origin).decode(document);
			}
			return invalid(isNull(document) ? FieldError.missingBody() : FieldError.bodyNotDict());
		}
		catch (JsonSyntaxException ex) {
			return invalid(FieldError.notJson(ex.offset()));
		}
	}

	/**
	 * What a body that is not even declared to be JSON gets.
	 * @return the problem
	 */
	public static Problem notJson() {
		return invalid(FieldError.bodyNotDict()).problem();
	}

	/**
	 * What a form gets that lacks fields.
	 * @param fields the names of the fields
	 * @return the problem
	 */
	public static Problem missing(List<String> fields) {
		return invalid(fields.stream().map(FieldError::missing).toArray(FieldError[]::new)).problem();
	}

	private static Decoding.Invalid invalid(FieldError... errors) {
		return new Decoding.Invalid(Problem.invalid(FieldError.array(List.of(errors))));
	}

	private static boolean isNull(JsonFragment document) {
		return "null".equals(document.json().strip());
	}

	// RFC 8259, section 8.1 allows ignoring one; Python does, too.
	private static byte[] withoutByteOrderMark(byte[] body) {
		boolean marked = body.length > 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
		return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
	}

	/** The fields of one document, and the errors found so far. */
	private static final class Fields {

		private final Map<String, JsonFragment> members;

		private final SubmissionOrigin origin;

		private final List<FieldError> errors = new ArrayList<>();

		Fields(Map<String, JsonFragment> members, SubmissionOrigin origin) {
			this.members = members;
			this.origin = origin;
		}

		Decoding decode(JsonFragment document) {
			boolean strict = this.origin != SubmissionOrigin.PROCESS_ZIP;
			String messageType = strict ? permitted(MESSAGE_TYPE, MessageType.wireNames()) : text(MESSAGE_TYPE);
			String dataType = strict ? permitted(DATA_TYPE, DataType.wireNames()) : null;
			JsonFragment configName = string(CONFIG_FILE_NAME, true);
			JsonFragment message = message();
			JsonFragment rrData = string(RR_DATA, false);
			if (strict) {
				crossCheck(messageType, dataType, message, rrData);
			}
			if (!this.errors.isEmpty() || messageType == null || configName == null || message == null) {
				return new Decoding.Invalid(Problem.invalid(FieldError.array(this.errors)));
			}
			DataType data = (dataType != null) ? DataType.of(dataType) : null;
			return new Decoding.Valid(new SubmissionRequest(this.origin, messageType, data, configName.text(), message,
					rrData, document));
		}

		private @Nullable String text(String field) {
			JsonFragment given = string(field, true);
			return (given != null) ? given.text() : null;
		}

		private @Nullable String permitted(String field, List<String> permitted) {
			JsonFragment given = required(field);
			if (given == null) {
				return null;
			}
			if (given.isString() && permitted.contains(given.text())) {
				return given.text();
			}
			this.errors.add(FieldError.notPermitted(field, given, permitted));
			return null;
		}

		private @Nullable JsonFragment string(String field, boolean required) {
			JsonFragment given = required ? required(field) : this.members.get(field);
			if (given == null || given.isNull()) {
				return null;
			}
			JsonFragment string = asString(given);
			if (string == null) {
				this.errors.add(FieldError.notString(field));
			}
			return string;
		}

		private @Nullable JsonFragment message() {
			JsonFragment given = required(MESSAGE);
			if (given == null || given.isObject()) {
				return given;
			}
			JsonFragment string = asString(given);
			if (string == null) {
				this.errors.add(FieldError.notDict(MESSAGE));
				this.errors.add(FieldError.notString(MESSAGE));
			}
			return string;
		}

		private @Nullable JsonFragment required(String field) {
			JsonFragment given = this.members.get(field);
			if (given == null) {
				this.errors.add(FieldError.missing(field));
				return null;
			}
			if (given.isNull()) {
				this.errors.add(FieldError.nullValue(field));
				return null;
			}
			return given;
		}

		// as upstream: a number is accepted where a string is expected
		private static @Nullable JsonFragment asString(JsonFragment given) {
			if (given.isString()) {
				return given;
			}
			return given.isNumber() ? JsonFragment.string(given.json()) : null;
		}

		// as upstream: these run whatever the fields gave, a field that failed counting
		// as
		// absent
		private void crossCheck(@Nullable String messageType, @Nullable String dataType, @Nullable JsonFragment message,
				@Nullable JsonFragment rrData) {
			boolean ecr = "ecr".equals(messageType);
			boolean ecrData = "ecr".equals(dataType) || "zip".equals(dataType);
			if (rrData != null && !(ecr && ecrData)) {
				this.errors.add(FieldError
					.root("Reportability Response (RR) data is only accepted for eCR processing requests."));
			}
			if (ecr && !ecrData) {
				this.errors.add(FieldError.root("For an eCR message, `data_type` must be either `ecr` or `zip`."));
			}
			if ("fhir".equals(messageType) && !"fhir".equals(dataType)) {
				this.errors.add(FieldError.root("`data_type` and `message_type` parameters must both be `fhir` in "
						+ "order to process a FHIR bundle."));
			}
			if ("fhir".equals(dataType) && (message == null || !message.isObject())) {
				this.errors
					.add(FieldError.root("A `data_type` of FHIR requires the input message to be a valid dictionary."));
			}
		}

	}

}

package org.dibbs.orchestration.gateway.batch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.BatchErrors;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the body of {@code POST /submissions/batch}. Safe for use by many threads.
 */
@Component
public class BatchReader {

	private static final Set<String> NDJSON = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

	private static final Set<String> HL7 = Set.of("application/hl7-v2", "application/hl7-v2+er7",
			"x-application/hl7-v2+er7", "text/plain");

	private static final String MESSAGE_TYPE = "message_type";

	private static final String CONFIG = "config_file_name";

	/** The kinds of message that come as HL7 v2. */
	private static final List<String> MESSAGE_TYPES = List.of("elr", "vxu");

	private final int most;

	BatchReader(BatchProperties properties) {
		this.most = properties.maxMessages();
	}

	/**
	 * Reads a batch.
	 * @param contentType the content type, or null
	 * @param query the parameters of the query, which say what HL7 v2 messages are and
	 * where they go
	 * @param body the body, whose array the batch may go on to use
	 * @param memory is asked for each further count of bytes, and says whether there are
	 * as many
	 * @return the messages, each of which validates
	 * @throws org.dibbs.orchestration.problem.ProblemException that tells why the batch
	 * is not taken
	 */
	public BatchDocuments read(@Nullable String contentType, Map<String, String> query, byte[] body,
			LongPredicate memory) {
		String type = (contentType != null) ? contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
		if (NDJSON.contains(type)) {
			return BatchDocuments.read(body, this.most, BatchProperties.MAX_MESSAGES);
		}
		BatchErrors errors = new BatchErrors();
		if (!HL7.contains(type) && !beginsAsHl7(body)) {
			errors.add("a batch is application/x-ndjson, or HL7 v2 that begins with FHS, BHS or MSH");
			errors.check();
		}
		String messageType = parameter(query, MESSAGE_TYPE, errors);
		String config = parameter(query, CONFIG, errors);
		if (!messageType.isEmpty() && !MESSAGE_TYPES.contains(messageType)) {
			errors.addNotPermitted(MESSAGE_TYPE, MESSAGE_TYPES);
		}
		errors.check();
		return Hl7Documents.of(body, Hl7Messages.in(body, this.most), messageType, config, memory);
	}

	private static String parameter(Map<String, String> query, String name, BatchErrors errors) {
		String value = query.get(name);
		if (value == null || value.isEmpty()) {
			errors.addMissing(name);
			return "";
		}
		return value;
	}

	private static boolean beginsAsHl7(byte[] body) {
		Hl7Segment first = new Hl7Segments(body).next();
		return first != null && switch (first.name()) {
			case FHS, BHS, MSH -> true;
			case BTS, FTS, OTHER -> false;
		};
	}

}

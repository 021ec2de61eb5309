package org.dibbs.orchestration.exchange;

import java.util.Iterator;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonLines;
import org.dibbs.orchestration.problem.ProblemException;

/**
 * The messages of a batch: on each line that is not empty a document as
 * {@link SubmissionDecoder} reads it. They are windows into the lines, in their order.
 *
 * @param lines the lines, UTF-8; not copied, so not to be written to
 * @param messages how many messages there are
 */
public record BatchDocuments(byte[] lines, int messages) implements Iterable<JsonFragment> {

	/** The origin of each message, which says how strictly it is checked. */
	private static final SubmissionOrigin ORIGIN = SubmissionOrigin.BATCH;

	/**
	 * Checks each message as {@code POST /process-message} does.
	 * @param lines the lines, any bytes
	 * @param most how many messages there may be
	 * @param setting what the operator calls this bound, to be told to the caller
	 * @return the messages, at least one
	 * @throws ProblemException that tells all that is wrong with them, with their line
	 * numbers
	 */
	public static BatchDocuments read(byte[] lines, int most, String setting) {
		BatchErrors errors = new BatchErrors();
		int messages = 0;
		for (JsonLines.Line line : JsonLines.of(lines)) {
			if (++messages > most) {
				throw BatchErrors.tooMany(most, setting);
			}
			if (SubmissionDecoder.decode(line.value(), ORIGIN) instanceof Decoding.Invalid invalid) {
				errors.add(line.number(), invalid.problem());
			}
			if (errors.isFull()) {
				break;
			}
		}
		if (messages == 0) {
			errors.add("there is no message in the batch");
		}
		errors.check();
		return new BatchDocuments(lines, messages);
	}

	@Override
	public Iterator<JsonFragment> iterator() {
		Iterator<JsonLines.Line> all = JsonLines.of(this.lines).iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return all.hasNext();
			}

			@Override
			public JsonFragment next() {
				return all.next().value();
			}

		};
	}

}

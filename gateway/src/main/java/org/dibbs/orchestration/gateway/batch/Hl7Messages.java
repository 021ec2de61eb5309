package org.dibbs.orchestration.gateway.batch;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.exchange.BatchErrors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts HL7 v2 text into its messages, and checks the segments of the batch protocol
 * around them (HL7 v2, chapter 2.10.3): what begins has to end, in the right order, and
 * the counts in trailers have to be those of what is there. Errors name lines and counts,
 * and nothing of any message. Not for use by several threads.
 */
final class Hl7Messages {

	private static final String A_NUMBER = "\\d{1,10}";

	/** What HL7 has for a field that is given as nothing. */
	private static final String NULL = "\"\"";

	private final Hl7Segments segments;

	private final int most;

	private final BatchErrors errors = new BatchErrors();

	private final List<Message> messages = new ArrayList<>();

	private @Nullable Enclosure file;

	private @Nullable Enclosure batch;

	private @Nullable Message message;

	private State state = State.NOTHING;

	/** Whether messages of a file stand in no batch, which then are one together. */
	private boolean loose;

	private boolean strayTold;

	private Hl7Messages(byte[] text, int most) {
		this.segments = new Hl7Segments(text);
		this.most = most;
	}

	/**
	 * Cuts a text.
	 * @param text the text
	 * @param most how many messages there may be
	 * @return the messages in their order, at least one
	 * @throws org.dibbs.orchestration.problem.ProblemException that tells what is wrong
	 */
	static List<Message> in(byte[] text, int most) {
		Hl7Messages reading = new Hl7Messages(text, most);
		for (Hl7Segment next = reading.segments.next(); next != null; next = reading.segments.next()) {
			reading.take(next);
		}
		return reading.end();
	}

	private void take(Hl7Segment segment) {
		if (segment.name() != Hl7Segment.Name.OTHER) {
			endMessage();
			this.strayTold = false;
		}
		switch (segment.name()) {
			case FHS -> beginFile(segment);
			case BHS -> beginBatch(segment);
			case MSH -> beginMessage(segment);
			case BTS -> endBatch(segment);
			case FTS -> endFile(segment);
			case OTHER -> goOn(segment);
		}
		if (segment.lastOfFrame()) {
			endMessage();
		}
	}

	private void beginFile(Hl7Segment header) {
		if (this.batch != null) {
			unended(this.batch, "BTS");
			this.batch = null;
		}
		if (this.file != null) {
			unended(this.file, "FTS");
		}
		else if (this.state == State.OUTSIDE) {
			this.errors.add(header.line(), "FHS stands behind messages that are in no file");
		}
		this.file = enclosure(header);
		this.state = State.IN_FILE;
		this.loose = false;
	}

	private void beginBatch(Hl7Segment header) {
		if (this.batch != null) {
			unended(this.batch, "BTS");
		}
		enter(header);
		if (this.file != null) {
			this.file.count++;
		}
		this.loose = false;
		this.batch = enclosure(header);
	}

	private void beginMessage(Hl7Segment header) {
		enter(header);
		if (header.separator() == 0) {
			this.errors.add(header.line(), "MSH has no field separator");
		}
		if (this.batch != null) {
			this.batch.count++;
		}
		else if (this.file != null && !this.loose) {
			this.loose = true;
			this.file.count++;
		}
		if (this.messages.size() == this.most) {
			throw BatchErrors.tooMany(this.most, BatchProperties.MAX_MESSAGES);
		}
		this.message = new Message(header.line(), header.from(), header.end());
	}

	private void enter(Hl7Segment header) {
		if (this.state == State.AFTER_FILE) {
			this.errors.add(header.line(), header.name() + " stands behind the end of the file (FTS)");
		}
		if (this.file == null) {
			this.state = State.OUTSIDE;
		}
	}

	private void endBatch(Hl7Segment trailer) {
		if (this.batch == null) {
			this.errors.add(trailer.line(), "BTS ends a batch that no BHS has begun");
			return;
		}
		check(trailer, this.batch, "messages");
		this.batch = null;
	}

	private void endFile(Hl7Segment trailer) {
		if (this.batch != null) {
			unended(this.batch, "BTS");
			this.batch = null;
		}
		if (this.file == null) {
			this.errors.add(trailer.line(), "FTS ends a file that no FHS has begun");
			return;
		}
		check(trailer, this.file, "batches");
		this.file = null;
		this.state = State.AFTER_FILE;
		this.loose = false;
	}

	private void goOn(Hl7Segment segment) {
		if (segment.from() == segment.to()) {
			return;
		}
		Message current = this.message;
		if (current != null) {
			this.message = new Message(current.line(), current.from(), segment.end());
		}
		else if (!this.strayTold) {
			this.strayTold = true;
			this.errors.add(segment.line(), "there is text that belongs to no message (MSH)");
		}
	}

	private void endMessage() {
		Message current = this.message;
		if (current != null) {
			this.messages.add(current);
			this.message = null;
		}
	}

	private List<Message> end() {
		endMessage();
		if (this.batch != null) {
			unended(this.batch, "BTS");
		}
		if (this.file != null) {
			unended(this.file, "FTS");
		}
		if (this.messages.isEmpty()) {
			this.errors.add("there is no message (MSH) in the batch");
		}
		this.errors.check();
		return this.messages;
	}

	private Enclosure enclosure(Hl7Segment header) {
		if (header.separator() == 0) {
			this.errors.add(header.line(), header.name() + " has no field separator");
		}
		return new Enclosure(header.name(), header.line(), header.separator());
	}

	private void unended(Enclosure enclosure, String trailer) {
		this.errors.add(enclosure.line, enclosure.name + " has no " + trailer + ", so a part is missing");
	}

	private void check(Hl7Segment trailer, Enclosure enclosure, String counted) {
		if (trailer.separator() == 0) {
			return;
		}
		if (trailer.separator() != enclosure.separator) {
			this.errors.add(trailer.line(), trailer.name() + " has another field separator than " + enclosure.name
					+ " in line " + enclosure.line);
			return;
		}
		String expected = trailer.firstField(enclosure.separator);
		if (expected.isEmpty() || expected.equals(NULL)) {
			return;
		}
		if (!expected.matches(A_NUMBER)) {
			this.errors.add(trailer.line(), trailer.name() + "-1 is no number of " + counted);
		}
		else if (Long.parseLong(expected) != enclosure.count) {
			this.errors.add(trailer.line(),
					trailer.name() + "-1 says " + Long.parseLong(expected) + " " + counted + ", but " + enclosure.count
							+ " were found since " + enclosure.name + " in line " + enclosure.line);
		}
	}

	/**
	 * Where a message lies.
	 *
	 * @param line the number of its first line
	 * @param from its first byte
	 * @param to one past its last byte
	 */
	record Message(int line, int from, int to) {

	}

	/** Where in the text the reading is, as far as it matters for files. */
	private enum State {

		/** Before everything. */
		NOTHING,

		/** Among messages and batches that are in no file. */
		OUTSIDE,

		/** In a file. */
		IN_FILE,

		/** Behind the end of a file. */
		AFTER_FILE

	}

	/** A batch or a file that has begun. */
	private static final class Enclosure {

		private final Hl7Segment.Name name;

		private final int line;

		private final byte separator;

		private int count;

		Enclosure(Hl7Segment.Name name, int line, byte separator) {
			this.name = name;
			this.line = line;
			this.separator = separator;
		}

	}

}

package org.dibbs.orchestration.gateway.batch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongPredicate;

import org.dibbs.orchestration.exchange.BatchCodec;
import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.BatchErrors;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;

/**
 * Makes of HL7 v2 messages what a caller could have sent as NDJSON. The bytes of messages
 * are copied once, escaped where JSON wants it and else as they are. Not for use by
 * several threads.
 */
final class Hl7Documents {

	private static final byte[] TAIL = { '"', '}', '\n' };

	private static final byte[] CONTROL = { '\\', 'u', '0', '0' };

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final byte[] text;

	private final List<Hl7Messages.Message> messages;

	private final byte[] head;

	private byte[] target = {};

	private int length;

	private Hl7Documents(byte[] text, List<Hl7Messages.Message> messages, String messageType, String config) {
		this.text = text;
		this.messages = messages;
		String type = "{\"message_type\":" + JsonFragment.string(messageType).json();
		this.head = (type + ",\"data_type\":\"hl7\",\"config_file_name\":" + JsonFragment.string(config).json()
				+ ",\"message\":\"")
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Makes the documents.
	 * @param text the text that the messages are in
	 * @param messages where they lie
	 * @param messageType what kind all of them are
	 * @param config the name of the workflow config for all of them
	 * @param memory is asked for the bytes that the documents take
	 * @return the documents, in the order of the messages
	 * @throws ProblemException if they are too large, or there is no memory for them now
	 */
	static BatchDocuments of(byte[] text, List<Hl7Messages.Message> messages, String messageType, String config,
			LongPredicate memory) {
		return new Hl7Documents(text, messages, messageType, config).write(memory);
	}

	private BatchDocuments write(LongPredicate memory) {
		checkEncoding();
		long size = 0;
		for (Hl7Messages.Message message : this.messages) {
			size += this.head.length + TAIL.length + escapedLength(message);
		}
		if (size > BatchCodec.LARGEST) {
			throw new ProblemException(ProblemKind.TOO_LARGE, "The batch is larger than the queue takes: it has " + size
					+ " bytes as JSON, and may have " + BatchCodec.LARGEST + ". Send it in several parts.");
		}
		if (!memory.test(size)) {
			throw new ProblemException(ProblemKind.TOO_MANY,
					"There is no memory left for batches (BODY_MEMORY_PERCENT). Try again in a second.");
		}
		this.target = new byte[(int) size];
		for (Hl7Messages.Message message : this.messages) {
			append(this.head);
			for (int i = message.from(); i < message.to(); i++) {
				escape(this.text[i]);
			}
			append(TAIL);
		}
		return new BatchDocuments(this.target, this.messages.size());
	}

	private void checkEncoding() {
		BatchErrors errors = new BatchErrors();
		CharBuffer scratch = CharBuffer.allocate(8 * 1024);
		for (Hl7Messages.Message message : this.messages) {
			ByteBuffer bytes = ByteBuffer.wrap(this.text, message.from(), message.to() - message.from());
			if (!isUtf8(bytes, scratch)) {
				errors.add(message.line(), "the message is not in UTF-8");
			}
		}
		errors.check();
	}

	private static boolean isUtf8(ByteBuffer bytes, CharBuffer scratch) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		while (true) {
			var result = decoder.decode(bytes, scratch.clear(), true);
			if (result.isError()) {
				return false;
			}
			if (result.isUnderflow()) {
				return true;
			}
		}
	}

	private long escapedLength(Hl7Messages.Message message) {
		long size = 0;
		for (int i = message.from(); i < message.to(); i++) {
			byte value = this.text[i];
			size += (shortEscape(value) != 0) ? 2 : isControl(value) ? 6 : 1;
		}
		return size;
	}

	private void escape(byte value) {
		byte second = shortEscape(value);
		if (second != 0) {
			put('\\');
			put(second);
		}
		else if (isControl(value)) {
			append(CONTROL);
			put(HEX[value >> 4]);
			put(HEX[value & 0xF]);
		}
		else {
			put(value);
		}
	}

	private static boolean isControl(byte value) {
		return value >= 0 && value < ' ';
	}

	private static byte shortEscape(byte value) {
		return switch (value) {
			case '"' -> '"';
			case '\\' -> '\\';
			case '\r' -> 'r';
			case '\n' -> 'n';
			case '\t' -> 't';
			default -> 0;
		};
	}

	private void put(int value) {
		this.target[this.length++] = (byte) value;
	}

	private void append(byte[] bytes) {
		System.arraycopy(bytes, 0, this.target, this.length, bytes.length);
		this.length += bytes.length;
	}

}

package org.dibbs.orchestration.sandbox.lean;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What comes in on one connection, cut into requests or answers. Knows as much of
 * HTTP/1.1 as peers of ours use: bodies with a length or in chunks, connections that are
 * kept. For one thread at a time.
 */
public final class HttpInput {

	private static final int SMALL = 32 * 1024;

	private static final int READ_AT_MOST = 256 * 1024;

	private static final int LONGEST_HEAD = 64 * 1024;

	private byte[] bytes = new byte[SMALL];

	private int end;

	private int searched;

	private int bodyFrom = -1;

	private int bodyTo = -1;

	private int messageTo = -1;

	private boolean chunked;

	private int chunkFrom;

	/**
	 * Reads what there is, once.
	 * @param channel the connection
	 * @return whether there may be more; false where the other side has closed
	 * @throws IOException if it cannot be read
	 */
	public boolean read(ReadableByteChannel channel) throws IOException {
		int wanted = (this.messageTo > this.end) ? Math.min(this.messageTo - this.end, READ_AT_MOST) : SMALL;
		if (this.bytes.length - this.end < wanted) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(Math.max(this.end * 2, this.messageTo), this.end + wanted));
		}
		int room = Math.min(this.bytes.length - this.end, READ_AT_MOST);
		int read = channel.read(ByteBuffer.wrap(this.bytes, this.end, room));
		this.end += Math.max(0, read);
		return read >= 0;
	}

	/**
	 * Whether a whole message has come.
	 * @return false if more has to be read
	 * @throws ProtocolException if it is no HTTP/1.1
	 */
	public boolean isComplete() throws ProtocolException {
		if (this.bodyFrom < 0 && !findHead()) {
			return false;
		}
		return this.chunked ? joinChunks() : this.end >= this.messageTo;
	}

	private boolean findHead() throws ProtocolException {
		for (int i = this.searched; i + 3 < this.end; i++) {
			if (this.bytes[i] == '\r' && this.bytes[i + 1] == '\n' && this.bytes[i + 2] == '\r'
					&& this.bytes[i + 3] == '\n') {
				headEndsAt(i + 4);
				return true;
			}
		}
		this.searched = Math.max(0, this.end - 3);
		if (this.end > LONGEST_HEAD) {
			throw new ProtocolException("The head of a message is longer than " + LONGEST_HEAD + " bytes");
		}
		return false;
	}

	private void headEndsAt(int index) throws ProtocolException {
		this.bodyFrom = index;
		String length = header("content-length");
		this.chunked = length == null && header("transfer-encoding") != null;
		this.chunkFrom = index;
		this.bodyTo = index + ((length != null) ? number(length, 10) : 0);
		this.messageTo = this.bodyTo;
	}

	private static int number(String digits, int radix) throws ProtocolException {
		try {
			int number = Integer.parseInt(digits, radix);
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw new ProtocolException("A length or status is no number");
	}

	// Each chunk moves to the end of those before it, over what told its length.
	private boolean joinChunks() throws ProtocolException {
		while (true) {
			int line = lineFrom(this.chunkFrom);
			if (line < 0) {
				return false;
			}
			int length = number(text(this.chunkFrom, line - 2).split(";")[0].strip(), 16);
			int next = line + length + 2;
			if (length == 0) {
				return trailerEnds(line);
			}
			if (next > this.end) {
				this.messageTo = next;
				return false;
			}
			System.arraycopy(this.bytes, line, this.bytes, this.bodyTo, length);
			this.bodyTo += length;
			this.chunkFrom = next;
		}
	}

	private boolean trailerEnds(int from) {
		int line = lineFrom(from);
		if (line < 0) {
			return false;
		}
		this.messageTo = line;
		return line - from == 2 || trailerEnds(line);
	}

	/** Where the line after the one that begins there begins, or -1. */
	private int lineFrom(int from) {
		for (int i = from; i + 1 < this.end; i++) {
			if (this.bytes[i] == '\r' && this.bytes[i + 1] == '\n') {
				return i + 2;
			}
		}
		return -1;
	}

	/**
	 * A word of the first line.
	 * @param index 0 for a request's verb, 1 for its path or an answer's status
	 * @return the word
	 * @throws ProtocolException if there are not as many
	 */
	public String word(int index) throws ProtocolException {
		int from = 0;
		int words = 0;
		for (int i = 0; i < this.bodyFrom; i++) {
			if (this.bytes[i] == ' ' || this.bytes[i] == '\r') {
				if (words == index) {
					return text(from, i);
				}
				if (this.bytes[i] == '\r') {
					break;
				}
				words++;
				from = i + 1;
			}
		}
		throw new ProtocolException("The first line of a message has no word " + index);
	}

	/**
	 * The status of an answer.
	 * @return the number
	 * @throws ProtocolException if it is none
	 */
	public int status() throws ProtocolException {
		return number(word(1), 10);
	}

	/**
	 * The value of a header.
	 * @param name its name in small letters
	 * @return the value, or null where there is none
	 */
	public @Nullable String header(String name) {
		for (int from = lineFrom(0); from >= 0 && from < this.bodyFrom; from = lineFrom(from)) {
			if (isNamed(name, from)) {
				return text(from + name.length() + 1, lineFrom(from) - 2).strip();
			}
		}
		return null;
	}

	private boolean isNamed(String name, int from) {
		if (from + name.length() >= this.bodyFrom || this.bytes[from + name.length()] != ':') {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if ((this.bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
				return false;
			}
		}
		return true;
	}

	private String text(int from, int to) {
		return new String(this.bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}

	/**
	 * The body of the message.
	 * @return a copy
	 */
	public byte[] body() {
		return Arrays.copyOfRange(this.bytes, this.bodyFrom, this.bodyTo);
	}

	/**
	 * The length of the message's body.
	 * @return bytes
	 */
	public int bodyLength() {
		return this.bodyTo - this.bodyFrom;
	}

	/**
	 * Forgets the message, which was complete; what came behind it is the next one.
	 */
	public void next() {
		int left = this.end - this.messageTo;
		byte[] from = this.bytes;
		if (from.length > READ_AT_MOST && left < SMALL) {
			this.bytes = new byte[SMALL];
		}
		System.arraycopy(from, this.messageTo, this.bytes, 0, left);
		this.end = left;
		this.searched = 0;
		this.bodyFrom = -1;
		this.bodyTo = -1;
		this.messageTo = -1;
	}

}

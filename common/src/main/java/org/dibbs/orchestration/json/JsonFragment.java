package org.dibbs.orchestration.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * One well-formed JSON value (RFC 8259) as its UTF-8 bytes, a window into a larger
 * document where it was cut out of one. Messages, bundles and parameters travel as
 * fragments, so that a 20 MB message is never decoded only to be encoded again, and every
 * number and escape reaches the next building block as the sender wrote it.
 * <p>
 * Immutable as long as nobody writes to the array it was made from, which nobody does;
 * safe for use by many threads.
 */
public final class JsonFragment {

	/** The JSON value {@code null}. */
	public static final JsonFragment NULL = literal("null");

	/** The JSON value <code>{}</code>. */
	public static final JsonFragment EMPTY_OBJECT = literal("{}");

	private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

	private final byte[] source;

	private final int from;

	private final int to;

	// What the pass that cut this out found in it; a bundle is asked for its type by
	// several steps.
	private final @Nullable Map<String, JsonFragment> members;

	private JsonFragment(byte[] source, int from, int to, @Nullable Map<String, JsonFragment> members) {
		this.source = source;
		this.from = from;
		this.to = to;
		this.members = members;
	}

	/**
	 * A fragment over a whole document, which must hold exactly one JSON value.
	 * @param json the UTF-8 bytes, without white space around the value; not copied
	 * @return the fragment
	 */
	public static JsonFragment of(byte[] json) {
		return new JsonFragment(json, 0, json.length, null);
	}

	/**
	 * A fragment over a part of an array, which must hold exactly one JSON value.
	 * @param source the array; not copied
	 * @param begin the first byte of the value
	 * @param end one past its last byte
	 * @return the fragment
	 */
	public static JsonFragment of(byte[] source, int begin, int end) {
		return new JsonFragment(source, begin, end, null);
	}

	/**
	 * A fragment for a string, quoted and escaped.
	 * @param text the text
	 * @return the JSON string literal
	 */
	public static JsonFragment string(String text) {
		byte[] escaped = escaped(text);
		byte[] json = new byte[escaped.length + 2];
		json[0] = '"';
		System.arraycopy(escaped, 0, json, 1, escaped.length);
		json[json.length - 1] = '"';
		return of(json);
	}

	private static byte[] escaped(String text) {
		try {
			return JsonStringEncoder.getInstance().quoteAsUTF8(text);
		}
		catch (IllegalArgumentException ex) {
			// A surrogate without its other half has no UTF-8, but JSON can escape it.
			String quoted = new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
			return LONE_SURROGATE.matcher(quoted)
				.replaceAll((lone) -> "\\\\u" + Integer.toHexString(lone.group().charAt(0)))
				.getBytes(StandardCharsets.UTF_8);
		}
	}

	/**
	 * A fragment from JSON text, for constants and configuration.
	 * @param json text that is one JSON value
	 * @return the fragment
	 */
	public static JsonFragment literal(String json) {
		return of(json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A part of this fragment.
	 * @param begin first byte, counted from the start of this fragment
	 * @param end one past the last byte
	 * @param members the members of that part, unmodifiable, where they are known
	 * @return a window into the same bytes
	 */
	JsonFragment slice(int begin, int end, @Nullable Map<String, JsonFragment> members) {
		return new JsonFragment(this.source, this.from + begin, this.from + end, members);
	}

	/**
	 * What is in this object, where it is known already.
	 * @return the members, or null where a pass over the bytes has to tell
	 */
	@Nullable Map<String, JsonFragment> knownMembers() {
		return this.members;
	}

	/**
	 * Whether the value is {@code null}.
	 * @return true for the JSON value null
	 */
	public boolean isNull() {
		return first() == 'n';
	}

	/**
	 * Whether the value is a string.
	 * @return true for a JSON string
	 */
	public boolean isString() {
		return first() == '"';
	}

	/**
	 * Whether the value is an object.
	 * @return true for a JSON object
	 */
	public boolean isObject() {
		return first() == '{';
	}

	/**
	 * Whether the value is a number.
	 * @return true for a JSON number
	 */
	public boolean isNumber() {
		byte first = first();
		return first == '-' || (first >= '0' && first <= '9');
	}

	/**
	 * The characters of a string, the JSON text of anything else.
	 * @return the decoded text
	 * @throws JsonSyntaxException if the value was not well-formed after all
	 */
	public String text() {
		return isString() ? JsonMembers.stringValue(this) : json();
	}

	/**
	 * The JSON text of the value.
	 * @return the text as it was written
	 */
	public String json() {
		return new String(this.source, this.from, length(), StandardCharsets.UTF_8);
	}

	/**
	 * The size of the value.
	 * @return its length in bytes
	 */
	public int length() {
		return this.to - this.from;
	}

	/**
	 * The value as an array of its own.
	 * @return the UTF-8 bytes; the array behind this fragment where it covers all of it,
	 * so not to be written to
	 */
	public byte[] bytes() {
		return (length() == this.source.length) ? this.source : Arrays.copyOfRange(this.source, this.from, this.to);
	}

	byte byteAt(int index) {
		return this.source[this.from + index];
	}

	byte[] source() {
		return this.source;
	}

	int offset() {
		return this.from;
	}

	int copyTo(byte[] target, int at) {
		System.arraycopy(this.source, this.from, target, at, length());
		return at + length();
	}

	private byte first() {
		return this.source[this.from];
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JsonFragment that
				&& Arrays.equals(this.source, this.from, this.to, that.source, that.from, that.to);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(bytes());
	}

	/**
	 * Only kind and size: a fragment may be patient data, which never enters a log.
	 */
	@Override
	public String toString() {
		return "JsonFragment[" + length() + " bytes]";
	}

}

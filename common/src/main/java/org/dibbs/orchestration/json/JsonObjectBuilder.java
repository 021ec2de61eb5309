package org.dibbs.orchestration.json;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Puts an object together from fragments, in the order given, copying each byte once. Not
 * for use by several threads.
 */
public final class JsonObjectBuilder {

	private static final JsonFragment OPEN = JsonFragment.literal("{");

	private static final JsonFragment CLOSE = JsonFragment.literal("}");

	private static final JsonFragment COMMA = JsonFragment.literal(",");

	private static final JsonFragment COLON = JsonFragment.literal(":");

	private final List<JsonFragment> parts = new ArrayList<>();

	/**
	 * Adds a member.
	 * @param name the member's name
	 * @param value its value; null becomes the JSON value null
	 * @return this builder
	 */
	public JsonObjectBuilder member(String name, @Nullable JsonFragment value) {
		this.parts.add(this.parts.isEmpty() ? OPEN : COMMA);
		this.parts.add(JsonFragment.string(name));
		this.parts.add(COLON);
		this.parts.add((value != null) ? value : JsonFragment.NULL);
		return this;
	}

	/**
	 * Adds a member whose value is a string.
	 * @param name the member's name
	 * @param value the text; null becomes the JSON value null
	 * @return this builder
	 */
	public JsonObjectBuilder member(String name, @Nullable String value) {
		return member(name, (value != null) ? JsonFragment.string(value) : null);
	}

	/**
	 * Adds a member whose value is a whole number.
	 * @param name the member's name
	 * @param value the number
	 * @return this builder
	 */
	public JsonObjectBuilder member(String name, long value) {
		return member(name, JsonFragment.literal(Long.toString(value)));
	}

	/**
	 * Adds a member only where there is a value.
	 * @param name the member's name
	 * @param value its value, or null for no member at all
	 * @return this builder
	 */
	public JsonObjectBuilder optionalMember(String name, @Nullable JsonFragment value) {
		return (value != null) ? member(name, value) : this;
	}

	/**
	 * The object.
	 * @return a fragment of its own
	 */
	public JsonFragment build() {
		if (this.parts.isEmpty()) {
			return JsonFragment.EMPTY_OBJECT;
		}
		List<JsonFragment> all = new ArrayList<>(this.parts);
		all.add(CLOSE);
		return concatenate(all);
	}

	/**
	 * An array of fragments.
	 * @param values the elements
	 * @return the array
	 */
	public static JsonFragment array(List<JsonFragment> values) {
		List<JsonFragment> all = new ArrayList<>();
		for (JsonFragment value : values) {
			all.add(all.isEmpty() ? JsonFragment.literal("[") : COMMA);
			all.add(value);
		}
		return all.isEmpty() ? JsonFragment.literal("[]") : concatenate(with(all, JsonFragment.literal("]")));
	}

	private static List<JsonFragment> with(List<JsonFragment> parts, JsonFragment last) {
		parts.add(last);
		return parts;
	}

	private static JsonFragment concatenate(List<JsonFragment> parts) {
		byte[] joined = new byte[Math.toIntExact(parts.stream().mapToLong(JsonFragment::length).sum())];
		int at = 0;
		for (JsonFragment part : parts) {
			at = part.copyTo(joined, at);
		}
		return JsonFragment.of(joined);
	}

}

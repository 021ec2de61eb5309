package org.dibbs.orchestration.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts a JSON object into its members, or an array into its elements, without decoding
 * their values: one pass over the bytes checks the syntax of the whole document and notes
 * where each value begins and ends. A member named twice counts with its last value, as
 * in Python.
 * <p>
 * The same pass notes the members of small objects one and two levels below, so that
 * cutting up {@code response}, then the {@code FhirResource} in it, does not read a
 * bundle twice more.
 */
public final class JsonMembers {

	/** How deep objects and arrays may be nested. */
	public static final int MAX_DEPTH = 500;

	private static final int LEVELS_BELOW = 2;

	// Of objects with more, nothing is noted ahead: what may never be asked for is not to
	// take memory by the size of the document.
	private static final int NOTED_AT_MOST = 32;

	// Messages are single strings of up to the body limit, and numbers are not decoded,
	// so of values only the depth is bounded here.
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxStringLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNestingDepth(MAX_DEPTH)
			.build())
		.build();

	private JsonMembers() {
	}

	/**
	 * The members of an object.
	 * @param document one JSON value, white space around it allowed
	 * @return the members in their order, or null where the value is no object
	 * @throws JsonSyntaxException if the document is not well-formed
	 */
	public static @Nullable Map<String, JsonFragment> of(JsonFragment document) {
		Map<String, JsonFragment> known = document.knownMembers();
		if (known != null) {
			return known;
		}
		try (JsonParser parser = parser(document)) {
			if (parser.nextToken() == null) {
				throw JsonErrorLocator.locate(document);
			}
			Map<String, JsonFragment> members = (parser.currentToken() == JsonToken.START_OBJECT)
					? members(parser, document) : null;
			if (members == null) {
				parser.skipChildren();
			}
			if (parser.nextToken() != null) {
				throw JsonErrorLocator.locate(document);
			}
			return members;
		}
		catch (JacksonException ex) {
			// The cause would quote the document.
			throw JsonErrorLocator.locate(document);
		}
	}

	/**
	 * One member of an object, without keeping the others.
	 * @param object one JSON value
	 * @param name the member's name
	 * @return its value, or null where the value is no object or has no such member
	 * @throws JsonSyntaxException if the document is not well-formed
	 */
	public static @Nullable JsonFragment member(JsonFragment object, String name) {
		Map<String, JsonFragment> members = of(object);
		return (members != null) ? members.get(name) : null;
	}

	/**
	 * The elements of an array.
	 * @param document one JSON value, white space around it allowed
	 * @return the elements in their order, or null where the value is no array
	 * @throws JsonSyntaxException if the document is not well-formed
	 */
	public static @Nullable List<JsonFragment> elements(JsonFragment document) {
		try (JsonParser parser = parser(document)) {
			if (parser.nextToken() == null) {
				throw JsonErrorLocator.locate(document);
			}
			List<JsonFragment> elements = (parser.currentToken() == JsonToken.START_ARRAY) ? elements(parser, document)
					: null;
			if (elements == null) {
				parser.skipChildren();
			}
			if (parser.nextToken() != null) {
				throw JsonErrorLocator.locate(document);
			}
			return elements;
		}
		catch (JacksonException ex) {
			// The cause would quote the document.
			throw JsonErrorLocator.locate(document);
		}
	}

	private static List<JsonFragment> elements(JsonParser parser, JsonFragment document) {
		List<JsonFragment> elements = new ArrayList<>();
		JsonToken token = parser.nextToken();
		while (token != JsonToken.END_ARRAY) {
			int begin = tokenOffset(parser);
			parser.skipChildren();
			token = parser.nextToken();
			elements.add(document.slice(begin, endBefore(document, tokenOffset(parser)), null));
		}
		return Collections.unmodifiableList(elements);
	}

	private static Map<String, JsonFragment> members(JsonParser parser, JsonFragment document) {
		Map<String, JsonFragment> members = new LinkedHashMap<>();
		JsonToken token = parser.nextToken();
		while (token != JsonToken.END_OBJECT) {
			token = member(parser, document, (members.size() < NOTED_AT_MOST) ? LEVELS_BELOW : 0, members);
		}
		return Collections.unmodifiableMap(members);
	}

	// From the name of a member to the token behind its value, which it returns.
	private static JsonToken member(JsonParser parser, JsonFragment document, int levelsBelow,
			Map<String, JsonFragment> members) {
		String name = parser.currentName();
		JsonToken value = parser.nextToken();
		int begin = tokenOffset(parser);
		Map<String, JsonFragment> below = null;
		if (value == JsonToken.START_OBJECT && levelsBelow > 0) {
			below = membersBelow(parser, document, levelsBelow - 1);
		}
		else {
			parser.skipChildren();
		}
		// A string's end is known only once the parser has gone on to the next token.
		JsonToken next = parser.nextToken();
		members.put(name, document.slice(begin, endBefore(document, tokenOffset(parser)), below));
		return next;
	}

	private static @Nullable Map<String, JsonFragment> membersBelow(JsonParser parser, JsonFragment document,
			int levelsBelow) {
		Map<String, JsonFragment> members = new LinkedHashMap<>();
		JsonToken token = parser.nextToken();
		while (token != JsonToken.END_OBJECT && members.size() <= NOTED_AT_MOST) {
			token = member(parser, document, levelsBelow, members);
		}
		while (token != JsonToken.END_OBJECT) {
			parser.nextToken();
			parser.skipChildren();
			token = parser.nextToken();
		}
		return (members.size() <= NOTED_AT_MOST) ? Collections.unmodifiableMap(members) : null;
	}

	private static int tokenOffset(JsonParser parser) {
		return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
	}

	private static int endBefore(JsonFragment document, int nextToken) {
		int end = nextToken;
		while (isSeparator(document.byteAt(end - 1))) {
			end--;
		}
		return end;
	}

	private static boolean isSeparator(byte value) {
		return value == ' ' || value == '\n' || value == '\r' || value == '\t' || value == ',';
	}

	static String stringValue(JsonFragment string) {
		try (JsonParser parser = parser(string)) {
			parser.nextToken();
			return parser.getString();
		}
		catch (JacksonException ex) {
			throw JsonErrorLocator.locate(string);
		}
	}

	private static JsonParser parser(JsonFragment document) {
		if (isInAnotherEncoding(document)) {
			throw JsonErrorLocator.locate(document);
		}
		return FACTORY.createParser(ObjectReadContext.empty(), document.source(), document.offset(), document.length());
	}

	// The parser would go on in UTF-16 or UTF-32, where it counts no bytes.
	private static boolean isInAnotherEncoding(JsonFragment document) {
		int start = Math.min(4, document.length());
		for (int i = 0; i < start; i++) {
			byte value = document.byteAt(i);
			if (value == 0 || value == (byte) 0xFE || value == (byte) 0xFF) {
				return true;
			}
		}
		return false;
	}

}

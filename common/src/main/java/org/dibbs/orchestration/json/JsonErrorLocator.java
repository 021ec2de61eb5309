package org.dibbs.orchestration.json;

/**
 * Finds where a document that is known not to be JSON stops being JSON, counted and
 * worded as Python's {@code json.loads} does, because clients of the old service were
 * told that offset. Only for the error path: it decodes the whole document.
 */
final class JsonErrorLocator {

	private static final String LITERALS_AND_NUMBERS = "-0123456789tfn";

	private final String text;

	private int depth;

	private JsonErrorLocator(String text) {
		this.text = text;
	}

	static JsonSyntaxException locate(JsonFragment document) {
		JsonErrorLocator locator = new JsonErrorLocator(document.json());
		try {
			int end = locator.skipSpace(locator.value(locator.skipSpace(0)));
			return locator.error((end < locator.text.length()) ? "Extra data" : "Invalid number or encoding", end);
		}
		catch (JsonSyntaxException found) {
			return found;
		}
	}

	private int value(int at) {
		char next = charAt(at);
		if (next == '{') {
			return nested(at, true);
		}
		if (next == '[') {
			return nested(at, false);
		}
		if (next == '"') {
			return string(at + 1);
		}
		if (LITERALS_AND_NUMBERS.indexOf(next) < 0) {
			throw error("Expecting value", at);
		}
		return scalar(at);
	}

	private int scalar(int at) {
		for (String literal : new String[] { "true", "false", "null" }) {
			if (this.text.startsWith(literal, at)) {
				return at + literal.length();
			}
		}
		int end = at + ((charAt(at) == '-') ? 1 : 0);
		int digits = end;
		if (charAt(end) == '0') {
			end++;
		}
		else {
			end = digits(end);
		}
		if (end == digits) {
			throw error("Expecting value", at);
		}
		return exponent(fraction(end));
	}

	private int fraction(int at) {
		int end = (charAt(at) == '.') ? digits(at + 1) : at;
		return (end > at + 1) ? end : at;
	}

	private int exponent(int at) {
		if (charAt(at) != 'e' && charAt(at) != 'E') {
			return at;
		}
		int sign = (charAt(at + 1) == '-' || charAt(at + 1) == '+') ? 1 : 0;
		int end = digits(at + 1 + sign);
		return (end > at + 1 + sign) ? end : at;
	}

	private int digits(int at) {
		int end = at;
		while (charAt(end) >= '0' && charAt(end) <= '9') {
			end++;
		}
		return end;
	}

	private int nested(int at, boolean object) {
		if (++this.depth > JsonMembers.MAX_DEPTH) {
			throw error("Nested deeper than " + JsonMembers.MAX_DEPTH, at);
		}
		char close = object ? '}' : ']';
		int next = skipSpace(at + 1);
		if (charAt(next) == close) {
			this.depth--;
			return next + 1;
		}
		while (true) {
			next = skipSpace(value(object ? afterName(next) : next));
			if (charAt(next) == close) {
				this.depth--;
				return next + 1;
			}
			if (charAt(next) != ',') {
				throw error("Expecting ',' delimiter", next);
			}
			next = skipSpace(next + 1);
		}
	}

	private int afterName(int at) {
		if (charAt(at) != '"') {
			throw error("Expecting property name enclosed in double quotes", at);
		}
		int colon = skipSpace(string(at + 1));
		if (charAt(colon) != ':') {
			throw error("Expecting ':' delimiter", colon);
		}
		return skipSpace(colon + 1);
	}

	/** Takes the position after the opening quote, as Python reports its errors from. */
	private int string(int begin) {
		int at = begin;
		while (at < this.text.length()) {
			char next = this.text.charAt(at);
			if (next == '"') {
				return at + 1;
			}
			if (next < ' ') {
				throw error("Invalid control character", at);
			}
			at = (next == '\\') ? escape(at) : at + 1;
		}
		throw error("Unterminated string starting", begin - 1);
	}

	private int escape(int at) {
		char kind = charAt(at + 1);
		if ("\"\\/bfnrt".indexOf(kind) >= 0 && kind != 0) {
			return at + 2;
		}
		if (kind != 'u') {
			throw error("Invalid \\escape", at);
		}
		for (int i = at + 2; i < at + 6; i++) {
			if (Character.digit(charAt(i), 16) < 0) {
				throw error("Invalid \\uXXXX escape", at + 1);
			}
		}
		return at + 6;
	}

	private int skipSpace(int from) {
		int at = from;
		while (at < this.text.length() && " \t\n\r".indexOf(this.text.charAt(at)) >= 0) {
			at++;
		}
		return at;
	}

	private char charAt(int at) {
		return (at < this.text.length()) ? this.text.charAt(at) : 0;
	}

	private JsonSyntaxException error(String message, int at) {
		return new JsonSyntaxException(message, this.text.codePointCount(0, Math.min(at, this.text.length())));
	}

}

package org.dibbs.orchestration.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON as trees that keep the order of members and the digits of numbers, so that what is
 * passed through leaves as it came. Safe for any number of threads.
 */
public final class Json {

	private static final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		// 150.0 has to stay 150.0
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	static {
		// A message is one JSON string; the default limit of 20 million characters is
		// below what the stack passes on.
		mapper.getFactory()
			.setStreamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
	}

	private Json() {
	}

	/**
	 * Reads a document.
	 * @param bytes the document in UTF-8
	 * @return its tree
	 * @throws IOException if it is not JSON; its text may quote the document and belongs
	 * in no log
	 */
	public static JsonNode read(byte[] bytes) throws IOException {
		return mapper.readTree(bytes);
	}

	/**
	 * Reads a document that is a text.
	 * @param text the document
	 * @return its tree
	 * @throws JsonProcessingException if it is not JSON; its text may quote the document
	 * and belongs in no log
	 */
	public static JsonNode read(String text) throws JsonProcessingException {
		return mapper.readTree(text);
	}

	/**
	 * Writes a tree without blanks.
	 * @param node the tree
	 * @return the document in UTF-8
	 */
	public static byte[] write(JsonNode node) {
		try {
			return mapper.writeValueAsBytes(node);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A new object without members.
	 * @return the object
	 */
	public static ObjectNode object() {
		return mapper.createObjectNode();
	}

}

package org.dibbs.orchestration.sandbox.cheap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;

/**
 * Endpoints for load tests, which cost next to nothing: an answer made once, or the
 * bundle of the request sent back byte for byte. Nothing is checked, and nothing is noted
 * as saved.
 */
public final class CannedAnswers {

	private static final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
		.build();

	private CannedAnswers() {
	}

	/**
	 * An endpoint that always gives the same answer.
	 * @param resource the file beside this class that holds it
	 * @param contentType the answer's type
	 * @return the endpoint
	 */
	public static Endpoint same(String resource, String contentType) {
		try (InputStream in = CannedAnswers.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException(resource + " is not in the program");
			}
			Answer answer = new Answer(200, contentType, in.readAllBytes(), Map.of());
			return (body) -> answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An endpoint that sends a member of the request back.
	 * @param member the member's name
	 * @param before what stands before it in the answer
	 * @param after what stands after it
	 * @return the endpoint
	 */
	public static Endpoint echo(String member, String before, String after) {
		byte[] head = before.getBytes(StandardCharsets.UTF_8);
		byte[] tail = after.getBytes(StandardCharsets.UTF_8);
		return (body) -> {
			int[] range = find(body, member);
			ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length + range[1] - range[0] + tail.length);
			answer.writeBytes(head);
			answer.write(body, range[0], range[1] - range[0]);
			answer.writeBytes(tail);
			return new Answer(200, "application/json", answer.toByteArray(), Map.of());
		};
	}

	/**
	 * Where a member's value stands.
	 */
	private static int[] find(byte[] body, String member) {
		try (JsonParser parser = factory.createParser(body)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.FIELD_NAME) {
				boolean found = member.equals(parser.currentName());
				parser.nextToken();
				int start = (int) parser.currentTokenLocation().getByteOffset();
				parser.skipChildren();
				if (found) {
					return new int[] { start, (int) parser.currentLocation().getByteOffset() };
				}
			}
		}
		catch (IOException ex) {
			// Without its cause: the parser's message quotes the body.
			throw new IllegalArgumentException("The request is not JSON");
		}
		throw new IllegalArgumentException("The request has no " + member);
	}

}

package org.dibbs.orchestration.sandbox.cheap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints for load tests, which cost next to nothing: an answer made once, or the
 * bundle of the request sent back byte for byte. Nothing is checked, and nothing is noted
 * as saved.
 */
public final class CannedAnswers {

	private static final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
		.build();

	// 47 KB of a case report become a bundle of 62 KB.
	private static final double GROWTH = 1.3;

	private CannedAnswers() {
	}

	/**
	 * An endpoint that always gives the same answer.
	 * @param resource the file beside this class that holds it
	 * @param contentType the answer's type
	 * @return the endpoint
	 */
	public static Endpoint same(String resource, String contentType) {
		Answer answer = new Answer(200, contentType, read(resource), Map.of());
		return (body) -> answer;
	}

	/**
	 * An endpoint whose answer holds a bundle that is larger than the request by as much
	 * as bundles usually are: the entries of one that is there are repeated.
	 * @param resource the file beside this class that holds the bundle
	 * @param before what stands before it in the answer
	 * @param after what stands after it
	 * @return the endpoint
	 */
	public static Endpoint grown(String resource, String before, String after) {
		String bundle = new String(read(resource), StandardCharsets.UTF_8).strip();
		int from = bundle.indexOf('[') + 1;
		int to = bundle.lastIndexOf(']');
		String entries = bundle.substring(from, to);
		Map<Long, Answer> made = new ConcurrentHashMap<>();
		return (body) -> made.computeIfAbsent(Math.max(1, Math.round(GROWTH * body.length / entries.length())),
				(times) -> {
					String all = String.join(",", Collections.nCopies(times.intValue(), entries));
					return new Answer(200, "application/json",
							(before + bundle.substring(0, from) + all + bundle.substring(to) + after)
								.getBytes(StandardCharsets.UTF_8),
							Map.of());
				});
	}

	private static byte[] read(String resource) {
		try (InputStream in = CannedAnswers.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException(resource + " is not in the program");
			}
			return in.readAllBytes();
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
		AtomicReference<@Nullable Echo> last = new AtomicReference<>();
		return (body) -> {
			Echo echo = last.get();
			if (echo == null || !Arrays.equals(echo.body(), body)) {
				echo = new Echo(body, answer(body, find(body, member), head, tail));
				last.set(echo);
			}
			return echo.answer();
		};
	}

	private static Answer answer(byte[] body, int[] range, byte[] head, byte[] tail) {
		ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length + range[1] - range[0] + tail.length);
		answer.writeBytes(head);
		answer.write(body, range[0], range[1] - range[0]);
		answer.writeBytes(tail);
		return new Answer(200, "application/json", answer.toByteArray(), Map.of());
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

	/**
	 * What came last, and what it was answered with. Who tests under load sends one
	 * message again and again, and to compare two bodies takes a fraction of what reading
	 * one does.
	 *
	 * @param body the request
	 * @param answer the answer
	 */
	private record Echo(byte[] body, Answer answer) {

	}

}

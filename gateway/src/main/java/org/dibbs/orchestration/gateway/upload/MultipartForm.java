package org.dibbs.orchestration.gateway.upload;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.dibbs.orchestration.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * A form of content type {@code multipart/form-data} (RFC 7578), taken apart where it is:
 * the framework's readers copy every part, or write it to disk.
 */
final class MultipartForm {

	private static final byte[] LINE_END = ascii("\r\n");

	private static final byte[] HEADERS_END = ascii("\r\n\r\n");

	private static final int LONGEST_HEADERS = 8 * 1024;

	private static final int MOST_PARTS = 100;

	private final Map<String, Part> parts = new HashMap<>();

	private MultipartForm() {
	}

	/**
	 * One part.
	 *
	 * @param contentType what its sender says it is, or null
	 * @param content what is in it
	 */
	record Part(@Nullable String contentType, Bytes content) {

	}

	/**
	 * Takes a form apart.
	 * @param contentType the request's content type, or null
	 * @param body the request's body
	 * @return the form
	 */
	static MultipartForm parse(@Nullable String contentType, Bytes body) {
		String boundary = boundary(contentType);
		byte[] first = ascii("--" + boundary);
		byte[] delimiter = ascii("\r\n--" + boundary);
		MultipartForm form = new MultipartForm();
		// Something may stand before the first delimiter, which then begins a line, too.
		int at = (body.indexOf(first, 0) == 0) ? first.length : end(body.indexOf(delimiter, 0), delimiter);
		int count = 0;
		while (!body.isAt(at, '-', '-')) {
			int begin = end(body.indexOf(LINE_END, at), LINE_END);
			int next = body.indexOf(delimiter, begin);
			if (next < 0 || ++count > MOST_PARTS) {
				throw malformed();
			}
			form.add(body.slice(begin, next));
			at = next + delimiter.length;
		}
		return form;
	}

	private static int end(int begin, byte[] found) {
		if (begin < 0) {
			throw malformed();
		}
		return begin + found.length;
	}

	private void add(Bytes part) {
		int length = part.indexOf(HEADERS_END, 0);
		if (length < 0 || length > LONGEST_HEADERS) {
			throw malformed();
		}
		String disposition = null;
		String contentType = null;
		for (String line : part.slice(0, length).text(StandardCharsets.UTF_8).split("\r\n")) {
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(0, colon)).strip();
			if (name.equalsIgnoreCase("Content-Disposition")) {
				disposition = line.substring(colon + 1).strip();
			}
			else if (name.equalsIgnoreCase("Content-Type")) {
				contentType = line.substring(colon + 1).strip();
			}
		}
		String field = (disposition != null) ? field(disposition) : null;
		if (field != null) {
			this.parts.put(field, new Part(contentType, part.slice(length + HEADERS_END.length, part.length())));
		}
	}

	private static @Nullable String field(String disposition) {
		try {
			return ContentDisposition.parse(disposition).getName();
		}
		catch (IllegalArgumentException ex) {
			throw malformed();
		}
	}

	private static String boundary(@Nullable String contentType) {
		try {
			MimeType type = MimeTypeUtils.parseMimeType((contentType != null) ? contentType : "");
			String boundary = type.getParameter("boundary");
			if (type.isCompatibleWith(MimeType.valueOf("multipart/form-data")) && boundary != null) {
				return boundary.startsWith("\"") ? boundary.substring(1, boundary.length() - 1) : boundary;
			}
		}
		catch (InvalidMimeTypeException ex) {
			// Told below, like any other type.
		}
		throw Refusals.unusable("The request must be multipart/form-data with a boundary.");
	}

	/**
	 * A part by its name. Of two with one name the later counts.
	 * @param name the name of the field
	 * @return the part, or null where there is none, or nothing in it
	 */
	@Nullable Part part(String name) {
		Part part = this.parts.get(name);
		return (part != null && part.content().length() > 0) ? part : null;
	}

	private static ProblemException malformed() {
		return Refusals.unusable("The multipart body is malformed or incomplete.");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}

package org.dibbs.orchestration.gateway.documentation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that a browser may keep.
 *
 * @param contentType its media type
 * @param bytes what is in it, not to be written to
 * @param etag what names this content, with quotes
 */
record PageFile(String contentType, byte[] bytes, String etag) {

	static final String JSON = "application/json";

	static PageFile of(String contentType, byte[] bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
			return new PageFile(contentType, bytes, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	PageFile replaced(String text, String replacement) {
		String content = new String(this.bytes, StandardCharsets.UTF_8);
		if (!content.contains(text)) {
			throw new IllegalStateException("There is no '" + text + "' to replace");
		}
		return of(this.contentType, content.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
	}

}

package org.dibbs.orchestration.gateway.upload;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of file that can be uploaded.
 */
enum UploadedFile {

	/** A zip with an eICR in it. */
	ZIP(Set.of("application/zip", "application/x-zip-compressed", "application/x-zip")),

	/** One JSON object. */
	JSON(Set.of("application/json", "text/json")),

	/** An XML document. */
	XML(Set.of("text/xml", "application/xml"));

	/** What clients say that do not know. */
	private static final Set<String> UNKNOWN = Set.of("", "application/octet-stream", "binary/octet-stream");

	private final Set<String> types;

	UploadedFile(Set<String> types) {
		this.types = types;
	}

	/**
	 * The kind of a file. A zip is one whatever it is called; otherwise its type counts,
	 * or its first character where its sender did not know the type.
	 * @param contentType what its sender says it is, or null
	 * @param content what is in it
	 * @return the kind
	 */
	static UploadedFile of(@Nullable String contentType, Bytes content) {
		if (ZipFileReader.isZip(content)) {
			return ZIP;
		}
		String type = (contentType != null) ? contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
		for (UploadedFile kind : values()) {
			if (kind.types.contains(type) || type.endsWith("+" + kind.name().toLowerCase(Locale.ROOT))) {
				return kind;
			}
		}
		if (!UNKNOWN.contains(type)) {
			throw Refusals.unusable("Files of this type are not supported: upload a zip file (application/zip), "
					+ "JSON (application/json) or XML (text/xml).");
		}
		return switch (firstCharacter(content)) {
			case '{' -> JSON;
			case '<' -> XML;
			default -> ZIP;
		};
	}

	private static int firstCharacter(Bytes content) {
		int at = content.startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
		while (at < content.length() && Character.isWhitespace(content.u8(at))) {
			at++;
		}
		return (at < content.length()) ? content.u8(at) : -1;
	}

}

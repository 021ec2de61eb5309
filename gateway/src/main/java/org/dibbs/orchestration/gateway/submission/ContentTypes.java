package org.dibbs.orchestration.gateway.submission;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Which bodies are declared to be JSON.
 */
final class ContentTypes {

	private ContentTypes() {
	}

	/**
	 * Whether a body is to be read as JSON.
	 * @param contentType the header, or null: then it is
	 * @return true for {@code application/json} and {@code application/*+json}, with
	 * whatever parameters
	 */
	static boolean isJson(@Nullable String contentType) {
		if (contentType == null || contentType.isBlank()) {
			return true;
		}
		try {
			MimeType type = MimeTypeUtils.parseMimeType(contentType);
			return type.getType().equalsIgnoreCase("application")
					&& (type.getSubtype().equalsIgnoreCase("json") || hasJsonSuffix(type));
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

	private static boolean hasJsonSuffix(MimeType type) {
		String suffix = type.getSubtypeSuffix();
		return suffix != null && suffix.equalsIgnoreCase("json");
	}

}

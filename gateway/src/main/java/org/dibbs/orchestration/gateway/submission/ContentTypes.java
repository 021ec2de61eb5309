package org.dibbs.orchestration.gateway.submission;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

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
	 * whatever parameters: the text is UTF-8 in any case
	 */
	static boolean isJson(@Nullable String contentType) {
		if (contentType == null || contentType.isBlank()) {
			return true;
		}
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

}

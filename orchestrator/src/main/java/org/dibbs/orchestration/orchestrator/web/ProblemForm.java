package org.dibbs.orchestration.orchestrator.web;

import java.util.Locale;

import org.dibbs.orchestration.problem.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * In which of its two forms a caller reads an error.
 */
public final class ProblemForm {

	private ProblemForm() {
	}

	/**
	 * Whether the caller understands RFC 9457. It has to say so by name: wildcards are
	 * what every old client sends.
	 * @param accept the caller's Accept header, or null
	 * @return true where {@code application/problem+json} is accepted
	 */
	public static boolean isWanted(@Nullable String accept) {
		if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE)) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(accept)
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
						&& type.getQualityValue() > 0);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}

package org.dibbs.orchestration.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * What a request is about, as far as that is to be on record.
 *
 * @param action what is asked for; {@link AuditAction#OTHER} where that is on record only
 * if it is refused
 * @param target what it is about; empty where the path does not say, or says what it
 * should not
 */
public record AuditedRequest(AuditAction action, String target) {

	private static final AuditedRequest OTHER = new AuditedRequest(AuditAction.OTHER, "");

	private static final Set<String> SUBMITTING = Set.of("/process-message", "/process-zip", "/process-ws",
			"/submissions", "/submissions/batch");

	/**
	 * Reads the first line of a request.
	 * @param method its verb
	 * @param path its path as it was sent, without the front door's prefix
	 * @return what it is about
	 */
	public static AuditedRequest of(String method, String path) {
		List<String> parts = List.of(path.split("/", -1));
		String first = (parts.size() > 1) ? parts.get(1) : "";
		boolean posts = "POST".equals(method);
		if (SUBMITTING.contains(path) && (posts || path.equals("/process-ws"))) {
			return new AuditedRequest(AuditAction.SUBMIT, "");
		}
		if ("audit".equals(first) && "GET".equals(method)) {
			return new AuditedRequest(AuditAction.READ_AUDIT, "");
		}
		return switch (first) {
			case "configs" -> (parts.size() == 3) ? config(method, parts.get(2)) : OTHER;
			case "submissions" -> submission(posts, parts);
			default -> OTHER;
		};
	}

	private static AuditedRequest config(String method, String name) {
		return switch (method) {
			case "PUT" -> new AuditedRequest(AuditAction.CHANGE_CONFIG, configName(name));
			case "DELETE" -> new AuditedRequest(AuditAction.DELETE_CONFIG, configName(name));
			default -> OTHER;
		};
	}

	private static AuditedRequest submission(boolean posts, List<String> parts) {
		String last = parts.getLast();
		if (posts && "replay".equals(last)) {
			return new AuditedRequest(AuditAction.REPLAY, (parts.size() == 4) ? id(parts.get(2)) : "");
		}
		if (!posts && parts.size() == 4 && "result".equals(last)) {
			return new AuditedRequest(AuditAction.READ_RESULT, id(parts.get(2)));
		}
		return OTHER;
	}

	// Anything may stand there, of patients, too.
	private static String id(String text) {
		SubmissionId id = SubmissionId.parse(text);
		return (id != null) ? id.toString() : "";
	}

	private static String configName(String text) {
		try {
			String name = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
			return name.matches("[A-Za-z0-9._-]{1,255}") ? name : "";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}

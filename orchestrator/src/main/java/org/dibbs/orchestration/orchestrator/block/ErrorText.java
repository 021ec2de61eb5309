package org.dibbs.orchestration.orchestrator.block;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * How the error text of the contract is made of a block's answer. It goes to the caller
 * and may quote the message, so it is never logged.
 */
@FunctionalInterface
public interface ErrorText {

	/**
	 * The error text.
	 * @param response an answer whose status is an error
	 * @return the text, without the words the workflow puts around it
	 */
	String of(ServiceResponse response);

	/**
	 * The answer's body as it is.
	 * @return the texts
	 */
	static ErrorText body() {
		return ServiceResponse::text;
	}

	/**
	 * The answer's body behind some words.
	 * @param words what comes first
	 * @return the texts
	 */
	static ErrorText prefixed(String words) {
		return (response) -> words + response.text();
	}

	/**
	 * What a 400 gives as its {@code message}, else its body.
	 * @return these texts for a 400, the present ones for every other status
	 */
	default ErrorText withMessageOf400() {
		return (response) -> (response.status() == 400) ? message(response) : of(response);
	}

	/**
	 * The body of a 422, which is JSON.
	 * @return these texts for a 422, the present ones for every other status
	 */
	default ErrorText withBodyOf422() {
		return (response) -> (response.status() == 422) ? response.text() : of(response);
	}

	private static String message(ServiceResponse response) {
		Map<String, JsonFragment> members = response.members();
		JsonFragment message = (members != null) ? members.get("message") : null;
		return (message != null && !message.isNull()) ? message.text() : response.text();
	}

}

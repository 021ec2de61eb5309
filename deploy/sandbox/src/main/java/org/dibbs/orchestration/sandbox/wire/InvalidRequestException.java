package org.dibbs.orchestration.sandbox.wire;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says that a request's body does not have the shape the endpoint asks for. Holds the
 * body of the 422; its text names no value.
 */
public class InvalidRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient ArrayNode details;

	InvalidRequestException(ArrayNode details) {
		super(details.size() + " members of the request are not as expected");
		this.details = details;
	}

	/**
	 * Creates the exception.
	 * @param errors what is wrong
	 */
	public InvalidRequestException(List<FieldError> errors) {
		this(Json.object().arrayNode().addAll(errors.stream().map((error) -> error.toJson("")).toList()));
	}

	/**
	 * The 422 that tells the caller.
	 * @return the answer
	 */
	public Answer answer() {
		ObjectNode body = Json.object();
		body.set("detail", this.details);
		return Answer.json(422, body);
	}

}

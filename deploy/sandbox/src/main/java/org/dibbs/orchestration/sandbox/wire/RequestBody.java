package org.dibbs.orchestration.sandbox.wire;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request. Each getter notes what is wrong with its member and gives a
 * harmless value instead; {@link #rejectIfInvalid()} then refuses the request with all
 * faults at once, as FastAPI does. For one thread.
 */
public final class RequestBody {

	private static final Set<String> TRUE = Set.of("true", "1", "on", "t", "y", "yes");

	private static final Set<String> FALSE = Set.of("false", "0", "off", "f", "n", "no");

	private final ObjectNode members;

	private final ArrayNode errors = Json.object().arrayNode();

	private RequestBody(ObjectNode members) {
		this.members = members;
	}

	/**
	 * Reads a body.
	 * @param body the bytes
	 * @return its members
	 * @throws InvalidRequestException if it is not a JSON object
	 */
	public static RequestBody of(byte[] body) {
		if (body.length == 0) {
			throw refused("field required", "value_error.missing");
		}
		try {
			if (Json.read(body) instanceof ObjectNode members) {
				return new RequestBody(members);
			}
		}
		catch (IOException ex) {
			throw refused("Expecting a JSON document", "value_error.jsondecode");
		}
		throw refused("value is not a valid dict", "type_error.dict");
	}

	private static InvalidRequestException refused(String message, String type) {
		return new InvalidRequestException(List.of(new FieldError(List.of(), message, type, List.of())));
	}

	/**
	 * A required text. Numbers and truth values count as text, as pydantic 1 has it.
	 * @param name the member
	 * @return its value, empty if it is not there
	 */
	public String text(String name) {
		JsonNode value = required(name);
		if (value != null && !value.isValueNode()) {
			note(FieldError.notText(name), "");
		}
		return (value != null && value.isValueNode()) ? value.asText() : "";
	}

	/**
	 * A text that may be left out.
	 * @param name the member
	 * @param fallback what holds when it is absent or null
	 * @return its value
	 */
	public String text(String name, String fallback) {
		String value = optionalText(name);
		return (value != null) ? value : fallback;
	}

	/**
	 * A text that may be left out.
	 * @param name the member
	 * @return its value, or null
	 */
	public @Nullable String optionalText(String name) {
		return this.members.hasNonNull(name) ? text(name) : null;
	}

	/**
	 * A required text out of a list.
	 * @param name the member
	 * @param permitted the list
	 * @return its value; one outside the list is noted as a fault
	 */
	public String choice(String name, List<String> permitted) {
		String value = text(name);
		if (!permitted.contains(value) && this.members.path(name).isValueNode() && this.members.hasNonNull(name)) {
			note(FieldError.unexpected(name, permitted), value);
		}
		return value;
	}

	/**
	 * A required object.
	 * @param name the member
	 * @return the object, an empty one if it is not there
	 */
	public ObjectNode object(String name) {
		JsonNode value = required(name);
		if (value instanceof ObjectNode object) {
			return object;
		}
		if (value != null) {
			note(FieldError.notObject(name), "");
		}
		return Json.object();
	}

	/**
	 * A truth value that may be left out; texts such as "true" count.
	 * @param name the member
	 * @param fallback what holds when it is absent or null
	 * @return its value
	 */
	public boolean flag(String name, boolean fallback) {
		if (!this.members.hasNonNull(name)) {
			return fallback;
		}
		String value = this.members.path(name).asText().toLowerCase(Locale.ROOT);
		if (!TRUE.contains(value) && !FALSE.contains(value)) {
			note(FieldError.notFlag(name), "");
		}
		return TRUE.contains(value);
	}

	/**
	 * A member as it came.
	 * @param name the member
	 * @return its tree, a missing node if it is not there
	 */
	public JsonNode get(String name) {
		return this.members.path(name);
	}

	/**
	 * Notes a fault that the endpoint found itself.
	 * @param error the fault
	 */
	public void note(FieldError error) {
		note(error, "");
	}

	/**
	 * Refuses the request if a fault was noted.
	 * @throws InvalidRequestException with all faults
	 */
	public void rejectIfInvalid() {
		if (!this.errors.isEmpty()) {
			throw new InvalidRequestException(this.errors);
		}
	}

	private @Nullable JsonNode required(String name) {
		JsonNode value = this.members.get(name);
		if (value == null) {
			note(FieldError.missing(name), "");
		}
		else if (value.isNull()) {
			note(FieldError.none(name), "");
			return null;
		}
		return value;
	}

	private void note(FieldError error, String given) {
		this.errors.add(error.toJson(given));
	}

}

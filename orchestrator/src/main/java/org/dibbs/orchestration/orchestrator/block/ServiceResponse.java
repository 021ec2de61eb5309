package org.dibbs.orchestration.orchestrator.block;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a building block.
 *
 * @param status the HTTP status
 * @param contentType the Content-Type header, or an empty string
 * @param body the body, not to be written to
 */
public record ServiceResponse(int status, String contentType, byte[] body) {

	/**
	 * Whether the block answered 200, the only status that means success.
	 * @return true for 200
	 */
	public boolean isOk() {
		return this.status == 200;
	}

	/**
	 * Whether the answer is declared to be XML.
	 * @return true for application/xml and text/xml, with parameters or without
	 */
	public boolean isXml() {
		String mediaType = this.contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return mediaType.equals("application/xml") || mediaType.equals("text/xml");
	}

	/**
	 * Whether the body is JSON, whatever it is declared to be.
	 * @return true for one JSON value
	 */
	public boolean isJson() {
		try {
			JsonMembers.of(json());
			return true;
		}
		catch (JsonSyntaxException ex) {
			return false;
		}
	}

	/**
	 * The members of the body.
	 * @return the members, or null where the body is not a JSON object
	 */
	public @Nullable Map<String, JsonFragment> members() {
		try {
			return JsonMembers.of(json());
		}
		catch (JsonSyntaxException ex) {
			return null;
		}
	}

	/**
	 * The body as JSON, unchecked.
	 * @return a fragment over the body
	 */
	public JsonFragment json() {
		return JsonFragment.of(this.body);
	}

	/**
	 * The body as text, for error texts of the contract.
	 * @return the text in the charset the block declares, else UTF-8
	 */
	public String text() {
		return new String(this.body, charset());
	}

	private Charset charset() {
		for (String parameter : this.contentType.split(";")) {
			String[] parts = parameter.strip().split("=", 2);
			if (parts.length == 2 && parts[0].equalsIgnoreCase("charset")) {
				try {
					return Charset.forName(parts[1].replace("\"", "").strip());
				}
				catch (IllegalArgumentException ex) {
					return StandardCharsets.UTF_8;
				}
			}
		}
		return StandardCharsets.UTF_8;
	}

}

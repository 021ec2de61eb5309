package org.dibbs.orchestration.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of message the front door takes.
 */
public enum MessageType {

	/** Electronic case report (CDA). */
	ECR,

	/** Electronic laboratory report (HL7 v2 ORU). */
	ELR,

	/** Vaccination update (HL7 v2 VXU). */
	VXU,

	/** FHIR bundle. */
	FHIR;

	/**
	 * The name on the wire.
	 * @return the name in lower case
	 */
	public String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The type with a given name.
	 * @param wire the name on the wire
	 * @return the type, or null where there is none
	 */
	public static @Nullable MessageType of(@Nullable String wire) {
		return Arrays.stream(values()).filter((type) -> type.wire().equals(wire)).findFirst().orElse(null);
	}

	static List<String> wireNames() {
		return Arrays.stream(values()).map(MessageType::wire).toList();
	}

}

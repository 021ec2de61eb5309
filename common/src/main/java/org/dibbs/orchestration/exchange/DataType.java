package org.dibbs.orchestration.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The forms a message may come in.
 */
public enum DataType {

	/** CDA XML. */
	ECR,

	/** CDA XML that came in a zip. */
	ZIP,

	/** A FHIR bundle as JSON object. */
	FHIR,

	/** HL7 v2, pipes and hats. */
	HL7;

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
	public static @Nullable DataType of(String wire) {
		return Arrays.stream(values()).filter((type) -> type.wire().equals(wire)).findFirst().orElse(null);
	}

	static List<String> wireNames() {
		return Arrays.stream(values()).map(DataType::wire).toList();
	}

}

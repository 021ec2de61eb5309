package org.dibbs.orchestration.sandbox.phdc;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A code as PHDC writes it. Several codings of one concept stand side by side, joined by
 * commas, as the real service writes them.
 *
 * @param code the codes
 * @param codeSystem OIDs where FHIR's URI has one, else the URI
 * @param codeSystemName the short name, empty where there is none
 * @param displayName what the codes mean
 */
record PhdcCode(String code, String codeSystem, String codeSystemName, String displayName) {

	private static final Map<String, List<String>> SYSTEMS = Map.of("http://snomed.info/sct",
			List.of("2.16.840.1.113883.6.96", "SNOMED-CT"), "http://loinc.org",
			List.of("2.16.840.1.113883.6.1", "LOINC"), "http://hl7.org/fhir/sid/icd-10-cm",
			List.of("2.16.840.1.113883.6.90", "ICD-10-CM"));

	static final String RACE_AND_ETHNICITY = "2.16.840.1.113883.6.238";

	static PhdcCode of(JsonNode codings) {
		String system = joined(codings, (coding) -> coding.path("system").asText(""));
		List<String> known = SYSTEMS.getOrDefault(system, List.of(system, ""));
		return new PhdcCode(joined(codings, (coding) -> coding.path("code").asText("")), known.getFirst(),
				known.getLast(), joined(codings, (coding) -> coding.path("display").asText("")));
	}

	private static String joined(JsonNode codings, Function<JsonNode, String> part) {
		return StreamSupport.stream(codings.spliterator(), false)
			.map(part)
			.filter((value) -> !value.isEmpty())
			.collect(Collectors.joining(","));
	}

}

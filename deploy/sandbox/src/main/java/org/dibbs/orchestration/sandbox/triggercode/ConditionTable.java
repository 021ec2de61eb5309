package org.dibbs.orchestration.sandbox.triggercode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which codes stand for which reportable condition. A small table of our own, in
 * {@code condition-codes.csv}; the real service has the complete one.
 */
final class ConditionTable {

	private static final String RESOURCE = "condition-codes.csv";

	private static final int COLUMNS = 3;

	private final Map<String, Set<String>> conditions;

	private ConditionTable(Map<String, Set<String>> conditions) {
		this.conditions = conditions;
	}

	/**
	 * Reads the table that comes with the program.
	 * @return the table
	 */
	static ConditionTable load() {
		InputStream in = ConditionTable.class.getResourceAsStream(RESOURCE);
		if (in == null) {
			throw new IllegalStateException(RESOURCE + " is not in the program");
		}
		Map<String, Set<String>> conditions = new HashMap<>();
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.forEach((line) -> add(conditions, line.split(",", COLUMNS + 1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ConditionTable(conditions);
	}

	private static void add(Map<String, Set<String>> conditions, String[] columns) {
		conditions.computeIfAbsent(key(columns[0].strip(), columns[1].strip()), (key) -> new LinkedHashSet<>())
			.add(columns[2].strip());
	}

	/**
	 * The conditions a code stands for.
	 * @param system the code system as FHIR or as CDA's OID names it
	 * @param code the code
	 * @return SNOMED CT codes, empty if the table does not know the code
	 */
	Set<String> conditions(String system, String code) {
		return this.conditions.getOrDefault(key(shortName(system), code), Set.of());
	}

	private static String key(String system, String code) {
		return system + "|" + code;
	}

	private static String shortName(String system) {
		return switch (system) {
			case "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96" -> "snomed";
			case "http://loinc.org", "urn:oid:2.16.840.1.113883.6.1" -> "loinc";
			case "http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10",
					"urn:oid:2.16.840.1.113883.6.90" ->
				"icd10";
			case "http://hl7.org/fhir/sid/icd-9-cm", "urn:oid:2.16.840.1.113883.6.103" -> "icd9";
			case "http://hl7.org/fhir/sid/cvx", "urn:oid:2.16.840.1.113883.12.292" -> "cvx";
			default -> system;
		};
	}

}

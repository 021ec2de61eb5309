package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import java.util.Map;

/**
 * Code systems: from the OIDs of CDA and the short names of HL7 v2 to FHIR's URIs.
 */
public final class CodeSystems {

	private static final Map<String, String> BY_OID = Map.of("2.16.840.1.113883.6.1", "http://loinc.org",
			"2.16.840.1.113883.6.96", "http://snomed.info/sct", "2.16.840.1.113883.6.90",
			"http://hl7.org/fhir/sid/icd-10-cm", "2.16.840.1.113883.12.292", "http://hl7.org/fhir/sid/cvx",
			"2.16.840.1.113883.6.88", "http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.5.83",
			"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation");

	private static final Map<String, String> BY_NAME = Map.of("LN", "http://loinc.org", "SCT", "http://snomed.info/sct",
			"I10", "http://hl7.org/fhir/sid/icd-10-cm", "CVX", "http://hl7.org/fhir/sid/cvx", "NDC",
			"http://hl7.org/fhir/sid/ndc", "UCUM", "http://unitsofmeasure.org");

	private CodeSystems() {
	}

	/**
	 * The URI of a code system named by OID.
	 * @param oid the OID, or empty
	 * @return the URI; an OID without one of its own as {@code urn:oid:}; empty for none
	 */
	public static String ofOid(String oid) {
		return oid.isEmpty() ? "" : BY_OID.getOrDefault(oid, "urn:oid:" + oid);
	}

	/**
	 * The URI of a code system named as in HL7 v2's table 0396.
	 * @param name the name, or empty
	 * @return the URI; a name without one as {@code urn:id:}; empty for none
	 */
	public static String ofName(String name) {
		return name.isEmpty() ? "" : BY_NAME.getOrDefault(name, "urn:id:" + name);
	}

}

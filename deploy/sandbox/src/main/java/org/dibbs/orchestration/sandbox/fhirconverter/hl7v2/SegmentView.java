package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.util.Terser;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.CodeSystems;
import org.jspecify.annotations.Nullable;

/**
 * A segment whose fields are asked for by number, from 1, as the standard counts them;
 * what is not there is empty.
 *
 * @param segment the segment
 */
record SegmentView(Segment segment) {

	boolean is(String name) {
		return name.equals(this.segment.getName());
	}

	String get(int field) {
		return get(field, 0, 1);
	}

	String get(int field, int repetition, int component) {
		return get(field, repetition, component, 1);
	}

	String get(int field, int repetition, int component, int subcomponent) {
		try {
			String value = Terser.get(this.segment, field, repetition, component, subcomponent);
			// Two quotation marks say "delete what you have".
			return (value != null && !"\"\"".equals(value)) ? value.strip() : "";
		}
		catch (HL7Exception ex) {
			return "";
		}
	}

	@Nullable String orNull(int field, int repetition, int component) {
		String value = get(field, repetition, component);
		return value.isEmpty() ? null : value;
	}

	int repetitions(int field) {
		try {
			return this.segment.getField(field).length;
		}
		catch (HL7Exception ex) {
			return 0;
		}
	}

	/**
	 * A coded field (CE, CWE): code, text and system, twice.
	 * @param field the field
	 * @return the concept, empty if there is none
	 */
	CodeableConcept concept(int field) {
		CodeableConcept concept = new CodeableConcept();
		for (int at : new int[] { 1, 4 }) {
			if (!get(field, 0, at).isEmpty()) {
				String system = CodeSystems.ofName(get(field, 0, at + 2));
				concept.addCoding(new Coding().setCode(get(field, 0, at))
					.setDisplay(orNull(field, 0, at + 1))
					.setSystem(system.isEmpty() ? null : system));
			}
		}
		if (concept.isEmpty()) {
			concept.setText(orNull(field, 0, 2));
		}
		return concept;
	}

}

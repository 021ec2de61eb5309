package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.math.BigDecimal;
import java.util.Map;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * One CDA observation as FHIR's: code, time, value, interpretation, reference range and
 * the laboratory.
 */
final class ObservationMapper {

	private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

	private static final Map<String, String> INTERPRETATIONS = Map.of("N", "Normal", "A", "Abnormal", "AA",
			"Critical abnormal", "H", "High", "HH", "Critical high", "L", "Low", "LL", "Critical low", "POS",
			"Positive", "NEG", "Negative");

	private ObservationMapper() {
	}

	static Observation observation(CdaElement element, String category, Reference patient) {
		Observation observation = new Observation();
		observation.setStatus("active".equals(element.child("statusCode").attribute("code"))
				? ObservationStatus.PRELIMINARY : ObservationStatus.FINAL);
		CdaTypes.identifiers(element).forEach(observation::addIdentifier);
		observation.addCategory(new CodeableConcept(new Coding(CATEGORY, category, null)));
		observation.setCode(CdaTypes.concept(element.child("code"))).setSubject(patient);
		CdaElement time = element.child("effectiveTime");
		String at = time.attribute("value");
		observation.setEffective(Hl7Time.dateTime(at.isEmpty() ? time.child("low").attribute("value") : at));
		observation.setValue(value(element.child("value")));
		for (CdaElement code : element.children("interpretationCode")) {
			if (code.hasValue()) {
				observation.addInterpretation(interpretation(code));
			}
		}
		element.children("referenceRange").forEach((range) -> addRange(observation, range.child("observationRange")));
		String laboratory = element.child("performer", "assignedEntity", "representedOrganization", "name").text();
		if (!laboratory.isEmpty()) {
			observation.addPerformer().setDisplay(laboratory);
		}
		return observation;
	}

	private static @Nullable Type value(CdaElement value) {
		return switch (value.type()) {
			case "PQ", "INT", "REAL", "MO" -> quantity(value);
			case "CD", "CE", "CV", "CO", "CS" -> {
				CodeableConcept concept = CdaTypes.concept(value);
				yield concept.isEmpty() ? null : concept;
			}
			case "BL" -> new BooleanType(Boolean.parseBoolean(value.attribute("value")));
			case "TS" -> Hl7Time.dateTime(value.attribute("value"));
			case "IVL_PQ" -> text((value.child("low").attribute("value") + " - "
					+ value.child("high").attribute("value") + " " + value.child("high").attribute("unit"))
				.strip());
			default -> text(value.text());
		};
	}

	private static @Nullable StringType text(String text) {
		return text.isEmpty() ? null : new StringType(text);
	}

	private static @Nullable Quantity quantity(CdaElement element) {
		try {
			Quantity quantity = new Quantity().setValue(new BigDecimal(element.attribute("value")));
			String unit = element.attribute("unit");
			// UCUM's 1 stands for "no unit".
			return unit.isEmpty() || unit.equals("1") ? quantity : quantity.setUnit(unit);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static CodeableConcept interpretation(CdaElement code) {
		CodeableConcept concept = CdaTypes.concept(code);
		Coding first = concept.getCodingFirstRep();
		if (!first.hasDisplay()) {
			first.setDisplay(INTERPRETATIONS.get(first.getCode()));
		}
		return concept;
	}

	private static void addRange(Observation observation, CdaElement range) {
		Observation.ObservationReferenceRangeComponent component = new Observation.ObservationReferenceRangeComponent();
		component.setLow(quantity(range.child("value", "low")));
		component.setHigh(quantity(range.child("value", "high")));
		component.setText(CdaTypes.orNull(range.child("text").text()));
		if (!component.isEmpty()) {
			observation.addReferenceRange(component);
		}
	}

}

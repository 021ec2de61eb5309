package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import java.math.BigDecimal;

import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A result, from OBX.
 */
final class ObxMapper {

	private ObxMapper() {
	}

	static Observation observation(SegmentView obx, Reference patient) {
		Observation observation = new Observation();
		observation.setStatus(switch (obx.get(11)) {
			case "P", "I", "R", "S" -> ObservationStatus.PRELIMINARY;
			case "C" -> ObservationStatus.CORRECTED;
			case "X" -> ObservationStatus.CANCELLED;
			case "W", "D" -> ObservationStatus.ENTEREDINERROR;
			default -> ObservationStatus.FINAL;
		});
		observation.addCategory(new CodeableConcept(
				new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", null)));
		observation.setCode(obx.concept(3)).setSubject(patient).setValue(value(obx));
		observation.setEffective(Hl7Time.dateTime(obx.get(14)));
		if (!obx.get(7).isEmpty()) {
			observation.addReferenceRange().setText(obx.get(7));
		}
		if (!obx.get(8).isEmpty()) {
			observation.addInterpretation(new CodeableConcept(new Coding(
					"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", obx.get(8), null)));
		}
		if (!obx.get(23).isEmpty()) {
			observation.addPerformer().setDisplay(obx.get(23));
		}
		return observation;
	}

	private static @Nullable Type value(SegmentView obx) {
		String text = obx.get(5);
		return switch (obx.get(2)) {
			case "NM" -> quantity(text, "", obx);
			case "SN" -> quantity(obx.get(5, 0, 2), text, obx);
			case "CE", "CWE", "CF", "CNE" -> {
				CodeableConcept concept = obx.concept(5);
				yield concept.isEmpty() ? null : concept;
			}
			case "DT", "TS", "DTM" -> Hl7Time.dateTime(text);
			default -> text.isEmpty() ? null : new StringType(text);
		};
	}

	private static @Nullable Type quantity(String number, String comparator, SegmentView obx) {
		try {
			Quantity quantity = new Quantity().setValue(new BigDecimal(number));
			quantity.setUnit(obx.orNull(6, 0, 1));
			quantity.setComparator(switch (comparator) {
				case "<", "<=", ">", ">=" -> QuantityComparator.fromCode(comparator);
				default -> null;
			});
			return quantity;
		}
		catch (NumberFormatException ex) {
			String text = comparator + number;
			return text.isEmpty() ? null : new StringType(text);
		}
	}

}

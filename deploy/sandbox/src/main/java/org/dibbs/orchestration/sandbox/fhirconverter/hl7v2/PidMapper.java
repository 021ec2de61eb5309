package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;

/**
 * The patient, from PID.
 */
final class PidMapper {

	private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

	private PidMapper() {
	}

	static Patient patient(SegmentView pid) {
		Patient patient = new Patient();
		for (int i = 0; i < pid.repetitions(3); i++) {
			addIdentifier(patient, pid, i);
		}
		for (int i = 0; i < pid.repetitions(5); i++) {
			addName(patient, pid, i);
		}
		for (int i = 0; i < pid.repetitions(11); i++) {
			addAddress(patient, pid, i);
		}
		addTelecoms(patient, pid, 13, ContactPointUse.HOME);
		addTelecoms(patient, pid, 14, ContactPointUse.WORK);
		patient.setBirthDateElement(Hl7Time.date(pid.get(7)));
		patient.setGender(gender(pid.get(8)));
		addCategory(patient, "us-core-race", pid.concept(10));
		addCategory(patient, "us-core-ethnicity", pid.concept(22));
		if (!pid.get(16).isEmpty()) {
			patient.setMaritalStatus(pid.concept(16));
		}
		return patient;
	}

	private static void addIdentifier(Patient patient, SegmentView pid, int i) {
		if (!pid.get(3, i, 1).isEmpty()) {
			Identifier identifier = patient.addIdentifier().setValue(pid.get(3, i, 1));
			String authority = pid.get(3, i, 4);
			identifier.setSystem(authority.isEmpty() ? null : "urn:id:" + authority);
			String type = pid.get(3, i, 5);
			if (!type.isEmpty()) {
				identifier.setType(
						new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v2-0203", type, null)));
			}
		}
	}

	private static void addName(Patient patient, SegmentView pid, int i) {
		HumanName name = new HumanName().setFamily(pid.orNull(5, i, 1));
		for (int component : new int[] { 2, 3 }) {
			if (!pid.get(5, i, component).isEmpty()) {
				name.addGiven(pid.get(5, i, component));
			}
		}
		if (!pid.get(5, i, 4).isEmpty()) {
			name.addSuffix(pid.get(5, i, 4));
		}
		if (!pid.get(5, i, 5).isEmpty()) {
			name.addPrefix(pid.get(5, i, 5));
		}
		if (!name.isEmpty()) {
			name.setUse("L".equals(pid.get(5, i, 7)) ? NameUse.OFFICIAL : null);
			patient.addName(name);
		}
	}

	private static void addAddress(Patient patient, SegmentView pid, int i) {
		Address address = new Address();
		for (int component : new int[] { 1, 2 }) {
			if (!pid.get(11, i, component).isEmpty()) {
				address.addLine(pid.get(11, i, component));
			}
		}
		address.setCity(pid.orNull(11, i, 3))
			.setState(pid.orNull(11, i, 4))
			.setPostalCode(pid.orNull(11, i, 5))
			.setCountry(pid.orNull(11, i, 6))
			.setDistrict(pid.orNull(11, i, 9));
		if (!address.isEmpty()) {
			address.setUse("B".equals(pid.get(11, i, 7)) ? AddressUse.WORK : AddressUse.HOME);
			patient.addAddress(address);
		}
	}

	private static void addTelecoms(Patient patient, SegmentView pid, int field, ContactPointUse use) {
		for (int i = 0; i < pid.repetitions(field); i++) {
			String number = (pid.get(field, i, 6) + pid.get(field, i, 7)).strip();
			String value = pid.get(field, i, 1).isEmpty() ? number : pid.get(field, i, 1);
			if (!value.isEmpty()) {
				patient.addTelecom(new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue(value).setUse(use));
			}
			if (!pid.get(field, i, 4).isEmpty()) {
				patient
					.addTelecom(new ContactPoint().setSystem(ContactPointSystem.EMAIL).setValue(pid.get(field, i, 4)));
			}
		}
	}

	private static AdministrativeGender gender(String code) {
		return switch (code) {
			case "F" -> AdministrativeGender.FEMALE;
			case "M" -> AdministrativeGender.MALE;
			case "A", "N", "O" -> AdministrativeGender.OTHER;
			default -> AdministrativeGender.UNKNOWN;
		};
	}

	private static void addCategory(Patient patient, String name, CodeableConcept concept) {
		if (concept.hasCoding()) {
			Extension extension = new Extension(US_CORE + name);
			extension.addExtension("ombCategory", concept.getCodingFirstRep());
			if (concept.getCodingFirstRep().hasDisplay()) {
				extension.addExtension("text", new StringType(concept.getCodingFirstRep().getDisplay()));
			}
			patient.addExtension(extension);
		}
	}

}

package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.List;
import java.util.stream.Stream;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;

/**
 * The patient of a document, from recordTarget/patientRole.
 */
final class PatientMapper {

	private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

	private PatientMapper() {
	}

	static Patient patient(CdaElement role) {
		CdaElement person = role.child("patient");
		Patient patient = new Patient();
		patient.getMeta().addProfile(US_CORE + "us-core-patient");
		CdaTypes.identifiers(role).forEach(patient::addIdentifier);
		CdaTypes.names(person).forEach(patient::addName);
		CdaTypes.addresses(role).forEach(patient::addAddress);
		CdaTypes.telecoms(role).forEach(patient::addTelecom);
		patient.setGender(gender(person.child("administrativeGenderCode").attribute("code")));
		patient.setBirthDateElement(Hl7Time.date(person.child("birthTime").attribute("value")));
		CdaElement deceased = person.child("deceasedInd");
		if (deceased.exists()) {
			patient.setDeceased(new BooleanType(Boolean.parseBoolean(deceased.attribute("value"))));
		}
		CdaElement marital = person.child("maritalStatusCode");
		if (marital.hasValue()) {
			patient.setMaritalStatus(CdaTypes.concept(marital));
		}
		addCategories(patient, "us-core-race", person.children("raceCode"));
		addCategories(patient, "us-core-ethnicity", person.children("ethnicGroupCode"));
		addLanguages(patient, person.children("languageCommunication"));
		return patient;
	}

	private static AdministrativeGender gender(String code) {
		return switch (code) {
			case "F" -> AdministrativeGender.FEMALE;
			case "M" -> AdministrativeGender.MALE;
			case "UN" -> AdministrativeGender.OTHER;
			default -> AdministrativeGender.UNKNOWN;
		};
	}

	private static void addCategories(Patient patient, String name, List<CdaElement> codes) {
		List<Coding> codings = codes.stream().map(PatientMapper::category).filter((c) -> c.hasCode()).toList();
		if (codings.isEmpty()) {
			return;
		}
		Extension extension = new Extension(US_CORE + name);
		codings.forEach((coding) -> extension.addExtension("ombCategory", coding));
		Stream.of(codings.getFirst())
			.filter(Coding::hasDisplay)
			.forEach((coding) -> extension.addExtension("text", new StringType(coding.getDisplay())));
		patient.addExtension(extension);
	}

	private static Coding category(CdaElement code) {
		if (code.hasValue()) {
			return CdaTypes.coding(code);
		}
		return "UNK".equals(code.attribute("nullFlavor"))
				? new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", "Unknown") : new Coding();
	}

	private static void addLanguages(Patient patient, List<CdaElement> languages) {
		for (CdaElement language : languages) {
			CdaElement code = language.child("languageCode");
			if (code.hasValue()) {
				CodeableConcept concept = new CodeableConcept(
						new Coding("urn:ietf:bcp:47", code.attribute("code"), null));
				patient.addCommunication()
					.setLanguage(concept)
					.setPreferred("true".equals(language.child("preferenceInd").attribute("value")));
			}
		}
	}

}

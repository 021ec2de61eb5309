package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * The entries of the sections this converter knows: problems, results, social history,
 * vital signs and immunizations.
 */
final class SectionMapper {

	private static final String CONDITION_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";

	private static final String SPECIMEN = "http://hl7.org/fhir/R4/specimen.html";

	private final BundleAssembler bundle;

	private final Reference patient;

	SectionMapper(BundleAssembler bundle, Reference patient) {
		this.bundle = bundle;
		this.patient = patient;
	}

	/**
	 * Maps a section's entries.
	 * @param section the section
	 * @return references to what was made of them, empty for a section of another kind
	 */
	List<Reference> entries(CdaElement section) {
		List<Reference> made = new ArrayList<>();
		for (CdaElement entry : section.children("entry")) {
			switch (section.child("code").attribute("code")) {
				case "11450-4", "46240-8" -> addProblems(made, entry);
				case "30954-2" -> addObservations(made, entry, "laboratory");
				case "29762-2" -> addObservations(made, entry, "social-history");
				case "8716-3" -> addObservations(made, entry, "vital-signs");
				case "11369-6" -> addImmunization(made, entry.child("substanceAdministration"));
				default -> {
					// Medications, procedures and plans are left to the real converter.
				}
			}
		}
		return made;
	}

	private void addProblems(List<Reference> made, CdaElement entry) {
		for (CdaElement observation : below(entry, "act", "entryRelationship")) {
			CdaElement value = observation.child("value");
			if (value.hasValue() && !"true".equals(observation.attribute("negationInd"))) {
				made.add(this.bundle.add(condition(observation, value), key(observation, made)));
			}
		}
	}

	private Condition condition(CdaElement observation, CdaElement value) {
		Condition condition = new Condition();
		CdaTypes.identifiers(observation).forEach(condition::addIdentifier);
		condition
			.addCategory(new CodeableConcept(new Coding(CONDITION_CATEGORY, "problem-item-list", "Problem List Item")));
		condition.setCode(CdaTypes.concept(value)).setSubject(this.patient);
		CdaElement time = observation.child("effectiveTime");
		condition.setOnset(Hl7Time.dateTime(time.child("low").attribute("value")));
		condition.setAbatement(Hl7Time.dateTime(time.child("high").attribute("value")));
		return condition;
	}

	private void addObservations(List<Reference> made, CdaElement entry, String category) {
		CdaElement specimen = entry.child("organizer", "component", "procedure");
		for (CdaElement element : below(entry, "organizer", "component")) {
			if (element.child("code").hasValue() || element.child("value").exists()) {
				Observation observation = ObservationMapper.observation(element, category, this.patient);
				addSpecimen(observation, specimen);
				made.add(this.bundle.add(observation, key(element, made)));
			}
		}
	}

	/**
	 * The observations of an entry: the entry's own, or those inside its act or
	 * organizer.
	 */
	private static List<CdaElement> below(CdaElement entry, String group, String link) {
		List<CdaElement> found = new ArrayList<>(entry.children("observation"));
		for (CdaElement member : entry.child(group).children(link)) {
			found.addAll(member.children("observation"));
		}
		return found;
	}

	/**
	 * What tells an entry apart: its id, else its place in the section.
	 */
	private static String key(CdaElement element, List<Reference> made) {
		CdaElement id = element.child("id");
		return id.hasValue() ? CdaTypes.key(id)
				: "at " + made.size() + " of " + element.child("code").attribute("code");
	}

	private static void addSpecimen(Observation observation, CdaElement procedure) {
		CodeableConcept source = CdaTypes
			.concept(procedure.child("participant", "participantRole", "playingEntity", "code"));
		DateTimeType time = Hl7Time.dateTime(procedure.child("effectiveTime").attribute("value"));
		if (!source.isEmpty() || time != null) {
			var extension = observation.addExtension();
			extension.setUrl(SPECIMEN);
			if (source.getCodingFirstRep().hasDisplay()) {
				extension.addExtension("specimen source", new StringType(source.getCodingFirstRep().getDisplay()));
			}
			if (time != null) {
				extension.addExtension("specimen collection time", time);
			}
		}
	}

	private void addImmunization(List<Reference> made, CdaElement element) {
		CdaElement product = element.child("consumable", "manufacturedProduct");
		CdaElement material = product.child("manufacturedMaterial");
		if (!material.exists()) {
			return;
		}
		Immunization immunization = new Immunization();
		CdaTypes.identifiers(element).forEach(immunization::addIdentifier);
		immunization
			.setStatus("true".equals(element.attribute("negationInd")) ? ImmunizationStatus.NOTDONE
					: ImmunizationStatus.COMPLETED)
			.setVaccineCode(CdaTypes.concept(material.child("code")))
			.setPatient(this.patient)
			.setLotNumber(CdaTypes.orNull(material.child("lotNumberText").text()))
			.setManufacturer(OrganizationMapper.organization(this.bundle, product.child("manufacturerOrganization")));
		CdaElement time = element.child("effectiveTime");
		String at = time.attribute("value");
		DateTimeType when = Hl7Time.dateTime(at.isEmpty() ? time.child("low").attribute("value") : at);
		immunization.setOccurrence((when != null) ? when : new StringType("Unknown"));
		made.add(this.bundle.add(immunization, key(element, made)));
	}

}

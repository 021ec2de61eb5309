package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The encounter a report comes from, its place and the people in charge, from
 * componentOf/encompassingEncounter.
 */
final class EncounterMapper {

	private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

	// This address is what readers of the real converter's bundles look for.
	private static final String LOCATION_TYPE = "http://build.fhir.org/ig/HL7/case-reporting/"
			+ "StructureDefinition-us-ph-location-definitions.html#Location.type";

	private EncounterMapper() {
	}

	static @Nullable Reference encounter(BundleAssembler bundle, CdaElement element, Reference patient) {
		if (!element.exists()) {
			return null;
		}
		Encounter encounter = new Encounter();
		encounter.setStatus(EncounterStatus.UNKNOWN).setSubject(patient);
		CdaTypes.identifiers(element).forEach(encounter::addIdentifier);
		if (!element.child("code").attribute("code").isEmpty()) {
			Coding type = CdaTypes.coding(element.child("code"));
			encounter.setClass_(type);
		}
		encounter.setPeriod(CdaTypes.period(element.child("effectiveTime")));
		addParticipant(encounter, "ATND", OrganizationMapper.practitioner(bundle,
				element.child("responsibleParty", "assignedEntity"), "Responsible Party"));
		for (CdaElement participant : element.children("encounterParticipant")) {
			String role = participant.attribute("typeCode");
			addParticipant(encounter, role.isEmpty() ? "PART" : role,
					OrganizationMapper.practitioner(bundle, participant.child("assignedEntity"), null));
		}
		CdaElement facility = element.child("location", "healthCareFacility");
		encounter
			.setServiceProvider(OrganizationMapper.organization(bundle, facility.child("serviceProviderOrganization")));
		if (facility.exists()) {
			addLocation(bundle, encounter, facility);
		}
		return bundle.add(encounter, CdaTypes.key(element.child("id")));
	}

	private static void addParticipant(Encounter encounter, String role, @Nullable Reference person) {
		if (person != null) {
			encounter.addParticipant()
				.addType(new CodeableConcept(new Coding(PARTICIPATION, role, null)))
				.setIndividual(person);
		}
	}

	private static void addLocation(BundleAssembler bundle, Encounter encounter, CdaElement facility) {
		CdaElement place = facility.child("location");
		String id = facility.child("id").attribute("extension");
		String facilityId = id.isEmpty() ? facility.child("id").attribute("root") : id;
		Location location = new Location();
		CdaTypes.identifiers(facility).forEach(location::addIdentifier);
		location.setName(CdaTypes.orNull(place.child("name").text()));
		CdaTypes.addresses(place).stream().limit(1).forEach(location::setAddress);
		CdaTypes.telecoms(place).forEach(location::addTelecom);
		CodeableConcept type = CdaTypes.concept(facility.child("code"));
		location.addType(type.isEmpty() ? null : type);
		Reference reference = bundle.add(location, CdaTypes.key(facility.child("id")) + "|" + location.getName());
		Encounter.EncounterLocationComponent at = encounter.addLocation()
			.setLocation(reference.setDisplay(location.getName()));
		at.setId(CdaTypes.orNull(facilityId));
		if (!type.isEmpty()) {
			at.addExtension(LOCATION_TYPE, type.copy());
		}
	}

}

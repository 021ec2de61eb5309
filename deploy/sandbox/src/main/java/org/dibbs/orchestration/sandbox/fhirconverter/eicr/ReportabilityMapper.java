package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.List;
import java.util.Set;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * The reportability response (LOINC 88085-6): an observation for each condition that is
 * or may be reportable, the agency that said so, and a section of the Composition.
 */
final class ReportabilityMapper {

	private static final String ECR = "http://hl7.org/fhir/us/ecr/StructureDefinition/";

	private static final String SNOMED = "http://snomed.info/sct";

	private static final String LOINC = "http://loinc.org";

	private static final Coding RESPONSE = new Coding(LOINC, "88085-6",
			"Reportability response report Document Public health");

	private static final String CONDITION = "64572001";

	private static final String DETERMINATION = "RR1";

	private static final String RULE = "RR3";

	private static final Set<String> REPORTABLE = Set.of("RRVS1", "RRVS2");

	private final BundleAssembler bundle;

	private final Reference patient;

	ReportabilityMapper(BundleAssembler bundle, Reference patient) {
		this.bundle = bundle;
		this.patient = patient;
	}

	SectionComponent section(CdaElement document) {
		SectionComponent section = new SectionComponent();
		section.setTitle("Reportability Response Information Section");
		section.setCode(new CodeableConcept(RESPONSE.copy()));
		CdaElement id = document.child("id");
		String extension = id.attribute("extension");
		section.addExtension(ECR + "rr-composition",
				new Identifier().setUse(IdentifierUse.OFFICIAL)
					.setType(new CodeableConcept(RESPONSE.copy()))
					.setValue(extension.isEmpty() ? id.attribute("root") : extension));
		for (CdaElement act : document.descendants("act")) {
			// eICR processing status
			if (act.child("code").attribute("code").startsWith("RRVS")) {
				section.addExtension(ECR + "rr-eicr-processing-status-extension", CdaTypes.concept(act.child("code")));
			}
		}
		for (CdaElement observation : document.descendants("observation")) {
			if (CONDITION.equals(observation.child("code").attribute("code")) && isReportable(observation)) {
				section.addEntry(condition(observation));
			}
		}
		return section;
	}

	private static boolean isReportable(CdaElement condition) {
		return condition.child("value").hasValue() && coded(condition, DETERMINATION).stream()
			.anyMatch((found) -> REPORTABLE.contains(found.child("value").attribute("code")));
	}

	private static List<CdaElement> coded(CdaElement element, String code) {
		return element.descendants("observation")
			.stream()
			.filter((found) -> code.equals(found.child("code").attribute("code")))
			.toList();
	}

	private Reference condition(CdaElement element) {
		Observation observation = new Observation();
		observation.getMeta().addProfile(ECR + "rr-reportability-information-observation");
		CdaTypes.identifiers(element).forEach(observation::addIdentifier);
		observation.setStatus(ObservationStatus.FINAL).setSubject(this.patient);
		observation.getCode()
			.addCoding(new Coding(SNOMED, CONDITION, "Condition"))
			.addCoding(new Coding(LOINC, "75323-6", "Condition"));
		observation.setValue(CdaTypes.concept(element.child("value")));
		for (CdaElement rule : coded(element, RULE)) {
			observation.addExtension(ECR + "us-ph-determination-of-reportability-rule-extension",
					new StringType(rule.child("value").text()));
		}
		for (CdaElement role : element.descendants("participantRole")) {
			if ("RR7".equals(role.child("code").attribute("code"))) {
				observation.addPerformer(agency(role));
			}
		}
		String name = CdaTypes.key(element.child("id")) + "|" + element.child("value").attribute("code");
		Reference reference = this.bundle.add(observation, "rr|" + name);
		return reference.setDisplay(
				"Relevant Reportable Condition Observation - " + element.child("value").attribute("displayName"));
	}

	private Reference agency(CdaElement role) {
		String name = role.child("playingEntity", "name").text();
		Organization agency = new Organization();
		agency.getMeta().addProfile(ECR + "rr-routing-entity-organization");
		agency.setActive(true).setName(CdaTypes.orNull(name));
		agency.addType(CdaTypes.concept(role.child("code")));
		CdaTypes.addresses(role).forEach(agency::addAddress);
		CdaTypes.telecoms(role).forEach(agency::addTelecom);
		return this.bundle.add(agency, "rr|" + name).setDisplay(CdaTypes.orNull(name));
	}

}

package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.cda.CdaException;
import org.dibbs.orchestration.sandbox.cda.CdaParser;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.DocumentConfidentiality;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Converts an eICR. Safe for any number of threads.
 */
public final class EicrConverter {

	private static final String VERSION = "http://hl7.org/fhir/StructureDefinition/"
			+ "composition-clinicaldocument-versionNumber";

	private static final String REASON_FOR_VISIT = "http://hl7.org/fhir/cda/ccda/StructureDefinition/"
			+ "2.16.840.1.113883.10.20.22.2.12";

	private static final Coding REPORT = new Coding("http://loinc.org", "55751-2", "Public Health Case Report");

	private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	/**
	 * Converts an eICR.
	 * @param message the eICR
	 * @param rrData its reportability response, or null
	 * @return a batch bundle that begins with the Composition
	 * @throws ConversionFailedException if one of them is not a CDA document
	 */
	public Bundle convert(String message, @Nullable String rrData) throws ConversionFailedException {
		CdaElement document = parse(message);
		if (!document.is("ClinicalDocument")) {
			throw new ConversionFailedException("The message is not a ClinicalDocument");
		}
		CdaElement response = (rrData != null && !rrData.isBlank()) ? parse(rrData) : CdaElement.missing();
		String id = id(document.child("id"));
		BundleAssembler bundle = new BundleAssembler("ecr", id);
		Composition composition = composition(document);
		bundle.addWithId(composition, id);
		CdaElement role = document.child("recordTarget", "patientRole");
		Reference patient = bundle.add(PatientMapper.patient(role), CdaTypes.key(role.child("id")));
		composition.setSubject(patient);
		composition.setEncounter(
				EncounterMapper.encounter(bundle, document.child("componentOf", "encompassingEncounter"), patient));
		composition.setCustodian(OrganizationMapper.organization(bundle,
				document.child("custodian", "assignedCustodian", "representedCustodianOrganization")));
		addAuthors(composition, bundle, document.children("author"));
		addSections(composition, bundle, patient, document);
		if (response.is("ClinicalDocument")) {
			composition.addSection(new ReportabilityMapper(bundle, patient).section(response));
		}
		return bundle.bundle();
	}

	private static CdaElement parse(String text) throws ConversionFailedException {
		try {
			return CdaParser.parse(text);
		}
		catch (CdaException ex) {
			throw new ConversionFailedException("The message is not well-formed XML without document type");
		}
	}

	private static String id(CdaElement id) {
		for (String candidate : List.of(id.attribute("extension"), id.attribute("root"))) {
			if (UUID_FORM.matcher(candidate).matches()) {
				return candidate.toLowerCase(Locale.ROOT);
			}
		}
		return BundleAssembler.nameBased(CdaTypes.key(id));
	}

	private static Composition composition(CdaElement document) {
		Composition composition = new Composition();
		composition.getMeta().addProfile("http://hl7.org/fhir/us/ecr/StructureDefinition/eicr-composition");
		CdaElement setId = document.child("setId");
		String set = setId.attribute("extension");
		composition.setIdentifier(new Identifier().setUse(IdentifierUse.OFFICIAL)
			.setType(new CodeableConcept(REPORT.copy()))
			.setValue(CdaTypes.orNull(set.isEmpty() ? setId.attribute("root") : set)));
		String version = document.child("versionNumber").attribute("value");
		if (!version.isEmpty()) {
			composition.addExtension(VERSION, new StringType(version));
		}
		composition.setStatus(CompositionStatus.FINAL)
			.setType(new CodeableConcept(REPORT.copy()))
			.setConfidentiality(DocumentConfidentiality.N)
			.setDateElement(Hl7Time.dateTime(document.child("effectiveTime").attribute("value")));
		String title = document.child("title").text();
		return composition.setTitle(title.isEmpty() ? "Initial Public Health Case Report" : title);
	}

	private static void addAuthors(Composition composition, BundleAssembler bundle, List<CdaElement> authors) {
		for (CdaElement author : authors) {
			// An author may also be a device, which is left to the real converter.
			Reference person = author.child("assignedAuthor", "assignedPerson").exists()
					? OrganizationMapper.practitioner(bundle, author.child("assignedAuthor"), null) : null;
			if (person != null) {
				composition.addAuthor(person);
			}
		}
	}

	private static void addSections(Composition composition, BundleAssembler bundle, Reference patient,
			CdaElement document) {
		SectionMapper sections = new SectionMapper(bundle, patient);
		for (CdaElement component : document.child("component", "structuredBody").children("component")) {
			CdaElement element = component.child("section");
			SectionComponent section = composition.addSection();
			section.setTitle(CdaTypes.orNull(element.child("title").text()));
			section.setCode(CdaTypes.concept(element.child("code")));
			if ("29299-5".equals(element.child("code").attribute("code"))) {
				section.addExtension(REASON_FOR_VISIT, new StringType(element.child("text").text()));
			}
			sections.entries(element).forEach(section::addEntry);
		}
	}

}

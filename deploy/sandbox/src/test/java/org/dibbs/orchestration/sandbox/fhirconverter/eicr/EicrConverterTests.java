package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.List;
import java.util.function.Predicate;

import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EicrConverterTests {

	private final String eicr = SandboxClient.sample("eicr.xml");

	private final String rr = SandboxClient.sample("rr.xml");

	@Test
	void beginsWithTheCompositionUnderTheDocumentsId() throws ConversionFailedException {
		assertThat(convert(null).getEntryFirstRep().getFullUrl())
			.isEqualTo("urn:uuid:6a5b4c3d-0000-4000-8000-000000000001");
	}

	@Test
	void givesTheSameBundleForTheSameMessage() throws ConversionFailedException {
		assertThat(convert(this.rr).equalsDeep(convert(this.rr))).isTrue();
	}

	@Test
	void asksForEveryResourceToBePut() throws ConversionFailedException {
		assertThat(convert(this.rr).getEntry()).allSatisfy((entry) -> {
			String id = entry.getResource().fhirType() + "/" + entry.getResource().getIdPart();
			assertThat(entry.getRequest().getUrl()).isEqualTo(id);
			assertThat(entry.getRequest().getMethod().toCode()).isEqualTo("PUT");
		});
	}

	@Test
	void readsTheComposition() throws ConversionFailedException {
		Composition composition = only(Composition.class);
		assertThat(composition.getIdentifier().getValue()).isEqualTo("set-7");
		assertThat(composition.getDateElement().getValueAsString()).isEqualTo("2024-05-01T10:15:00-05:00");
		assertThat(composition.getExtension().getFirst().getValueAsPrimitive().getValueAsString()).isEqualTo("3");
	}

	@Test
	void readsThePatient() throws ConversionFailedException {
		Patient patient = only(Patient.class);
		assertThat(patient.getNameFirstRep().getNameAsSingleString()).isEqualTo("Sandy Q Sample");
		assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1980-02-03");
		assertThat(patient.getGender().toCode()).isEqualTo("female");
		assertThat(patient.getAddressFirstRep().getLine()).hasSize(2);
		assertThat(patient.getTelecom()).extracting((point) -> point.getSystem().toCode())
			.containsExactly("phone", "email");
		assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo("MRN-1");
	}

	@Test
	void readsRaceAndEthnicity() throws ConversionFailedException {
		assertThat(only(Patient.class).getExtension()).extracting((extension) -> extension.getUrl())
			.containsExactly("http://hl7.org/fhir/us/core/StructureDefinition/us-core-race",
					"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity");
	}

	@Test
	void readsTheEncounter() throws ConversionFailedException {
		Encounter encounter = only(Encounter.class);
		assertThat(encounter.getClass_().getDisplay()).isEqualTo("inpatient encounter");
		assertThat(encounter.getPeriod().getStartElement().getValueAsString()).isEqualTo("2024-04-30T08:00:00-05:00");
		assertThat(encounter.getLocationFirstRep().getId()).isEqualTo("FAC-1");
		assertThat(encounter.getLocationFirstRep().getLocation().getDisplay()).isEqualTo("Example Clinic");
	}

	@Test
	void readsProblemsThatAreNotDenied() throws ConversionFailedException {
		Condition condition = only(Condition.class);
		assertThat(condition.getCode().getCodingFirstRep().getCode()).isEqualTo("840539006");
		assertThat(condition.getOnsetDateTimeType().getValueAsString()).isEqualTo("2024-04-28");
	}

	@Test
	void readsACodedResult() throws ConversionFailedException {
		Observation observation = observation("94500-6");
		assertThat(observation.getValueCodeableConcept().getCodingFirstRep().getDisplay()).isEqualTo("Detected");
		assertThat(observation.getInterpretationFirstRep().getCodingFirstRep().getDisplay()).isEqualTo("Abnormal");
		assertThat(observation.getPerformerFirstRep().getDisplay()).isEqualTo("Example Laboratory");
	}

	@Test
	void readsAMeasuredResultWithAllItsDigits() throws ConversionFailedException {
		Observation observation = observation("718-7");
		assertThat(observation.getValueQuantity().getValue()).hasToString("11.50");
		assertThat(observation.getReferenceRangeFirstRep().getHigh().getValue()).hasToString("16");
	}

	@Test
	void readsImmunizations() throws ConversionFailedException {
		Immunization immunization = only(Immunization.class);
		assertThat(immunization.getVaccineCode().getCodingFirstRep().getSystem())
			.isEqualTo("http://hl7.org/fhir/sid/cvx");
		assertThat(immunization.getLotNumber()).isEqualTo("LOT-1");
	}

	@Test
	void addsOnlyReportableConditionsOfTheResponse() throws ConversionFailedException {
		List<Observation> conditions = all(convert(this.rr), Observation.class,
				(found) -> "64572001".equals(found.getCode().getCodingFirstRep().getCode()));
		assertThat(conditions).singleElement()
			.extracting((found) -> found.getValueCodeableConcept().getCodingFirstRep().getCode())
			.isEqualTo("840539006");
		assertThat(conditions.getFirst().getExtension().getFirst().getValueAsPrimitive().getValueAsString())
			.isEqualTo("COVID-19 as a diagnosis");
	}

	@Test
	void addsASectionForTheResponse() throws ConversionFailedException {
		Composition composition = all(convert(this.rr), Composition.class, (found) -> true).getFirst();
		var section = composition.getSection().getLast();
		assertThat(section.getCode().getCodingFirstRep().getCode()).isEqualTo("88085-6");
		assertThat(section.getExtension()).hasSize(2);
		assertThat(section.getEntry()).hasSize(1);
	}

	@Test
	void namesTheAgencyOfTheResponse() throws ConversionFailedException {
		assertThat(all(convert(this.rr), Organization.class, (found) -> found.getActive()))
			.extracting(Organization::getName)
			.containsExactly("Example Health Department");
	}

	@Test
	void readsADocumentThatHasNextToNothing() throws ConversionFailedException {
		Bundle bundle = new EicrConverter().convert("<ClinicalDocument xmlns='urn:hl7-org:v3'/>", null);
		assertThat(bundle.getEntry()).extracting((entry) -> entry.getResource().fhirType())
			.containsExactly("Composition", "Patient");
	}

	private Bundle convert(String response) throws ConversionFailedException {
		return new EicrConverter().convert(this.eicr, response);
	}

	private <T extends Resource> T only(Class<T> type) throws ConversionFailedException {
		List<T> found = all(convert(null), type, Base::isResource);
		assertThat(found).hasSize(1);
		return found.getFirst();
	}

	private Observation observation(String code) throws ConversionFailedException {
		return all(convert(null), Observation.class,
				(found) -> code.equals(found.getCode().getCodingFirstRep().getCode()))
			.getFirst();
	}

	private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type, Predicate<T> wanted) {
		return bundle.getEntry()
			.stream()
			.map(Bundle.BundleEntryComponent::getResource)
			.filter(type::isInstance)
			.map(type::cast)
			.filter(wanted)
			.toList();
	}

}

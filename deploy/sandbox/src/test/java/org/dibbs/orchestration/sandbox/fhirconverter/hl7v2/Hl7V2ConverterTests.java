package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import java.util.List;

import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Hl7V2ConverterTests {

	private static final Hl7V2Converter converter = new Hl7V2Converter();

	private final String oru = SandboxClient.sample("oru.hl7");

	@Test
	void readsThePatientOfAnyVersion() throws ConversionFailedException {
		Patient patient = all(Patient.class).getFirst();
		assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("SAMPLE");
		assertThat(patient.getNameFirstRep().getGiven()).hasToString("[SAM, T]");
		assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1975-12-31");
		assertThat(patient.getAddressFirstRep().getPostalCode()).isEqualTo("12207");
		assertThat(patient.getTelecomFirstRep().getValue()).isEqualTo("(518) 555-0102");
		assertThat(patient.getExtension()).hasSize(2);
	}

	@Test
	void readsTheEncounter() throws ConversionFailedException {
		Encounter encounter = all(Encounter.class).getFirst();
		assertThat(encounter.getClass_().getCode()).isEqualTo("EMER");
		assertThat(encounter.getIdentifierFirstRep().getValue()).isEqualTo("V-9");
	}

	@Test
	void hangsTheResultsOnTheirReport() throws ConversionFailedException {
		assertThat(all(DiagnosticReport.class)).singleElement().satisfies((report) -> {
			assertThat(report.getCode().getCodingFirstRep().getCode()).isEqualTo("600-7");
			assertThat(report.getResult()).hasSize(4);
		});
	}

	@Test
	void readsANumber() throws ConversionFailedException {
		Observation observation = all(Observation.class).getFirst();
		assertThat(observation.getValueQuantity().getValue()).hasToString("11.50");
		assertThat(observation.getValueQuantity().getUnit()).isEqualTo("g/dL");
	}

	@Test
	void readsACode() throws ConversionFailedException {
		assertThat(all(Observation.class).get(1).getValueCodeableConcept().getCodingFirstRep().getSystem())
			.isEqualTo("http://snomed.info/sct");
	}

	@Test
	void readsAStructuredNumber() throws ConversionFailedException {
		assertThat(all(Observation.class).get(2).getValueQuantity().getComparator().toCode()).isEqualTo(">");
	}

	@Test
	void readsAText() throws ConversionFailedException {
		assertThat(all(Observation.class).get(3).getValueStringType().getValue()).isEqualTo("Looks fine");
	}

	@Test
	void readsImmunizations() throws ConversionFailedException {
		Bundle bundle = converter.convert(SandboxClient.sample("vxu.hl7"), "vxu");
		Immunization immunization = all(bundle, Immunization.class).getFirst();
		assertThat(immunization.getVaccineCode().getCodingFirstRep().getCode()).isEqualTo("212");
		assertThat(immunization.getLotNumber()).isEqualTo("LOT-2");
		assertThat(all(bundle, Organization.class)).extracting(Organization::getName).contains("Example Vaccines");
	}

	@Test
	void readsWindowsLineEnds() throws ConversionFailedException {
		assertThat(
				converter.convert(this.oru.replace("\n", "\r\n"), "elr").equalsDeep(converter.convert(this.oru, "elr")))
			.isTrue();
	}

	@Test
	void refusesAMessageWithoutPatient() {
		assertThatExceptionOfType(ConversionFailedException.class)
			.isThrownBy(() -> converter.convert("MSH|^~\\&|A|B|C|D|2024||ORU^R01|1|P|2.5.1\r", "elr"));
	}

	private <T extends Resource> List<T> all(Class<T> type) throws ConversionFailedException {
		return all(converter.convert(this.oru, "elr"), type);
	}

	private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
		return bundle.getEntry()
			.stream()
			.map(Bundle.BundleEntryComponent::getResource)
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
	}

}

package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.cda.CdaException;
import org.dibbs.orchestration.sandbox.cda.CdaParser;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CdaTypesTests {

	@ParameterizedTest
	@CsvSource({ "tel:+1-217-555-0100,phone,+1-217-555-0100", "mailto:a@example.org,email,a@example.org", "fax:1,fax,1",
			"http://example.org,url,http://example.org", "217 555,phone,217 555" })
	void readsContactsByTheirScheme(String value, String system, String expected) throws CdaException {
		assertThat(CdaTypes.telecoms(element("<telecom value='" + value + "'/>"))).singleElement()
			.satisfies((point) -> {
				assertThat(point.getSystem().toCode()).isEqualTo(system);
				assertThat(point.getValue()).isEqualTo(expected);
			});
	}

	@Test
	void leavesOutUnknownContacts() throws CdaException {
		assertThat(CdaTypes.telecoms(element("<telecom nullFlavor='UNK'/>"))).isEmpty();
	}

	@Test
	void leavesOutUnknownIds() throws CdaException {
		assertThat(CdaTypes.identifiers(element("<id nullFlavor='NI'/><id/>"))).isEmpty();
	}

	@Test
	void readsAnIdWithoutExtension() throws CdaException {
		assertThat(CdaTypes.identifiers(element("<id root='1.2'/>")).getFirst().getValue()).isEqualTo("urn:uuid:1.2");
	}

	@Test
	void readsANameThatIsOneText() throws CdaException {
		assertThat(CdaTypes.names(element("<name>Sandy Sample</name>")).getFirst().getText()).isEqualTo("Sandy Sample");
	}

	@Test
	void leavesOutEmptyAddresses() throws CdaException {
		assertThat(CdaTypes.addresses(element("<addr use='HP'><city nullFlavor='UNK'/></addr>"))).isEmpty();
	}

	@Test
	void addsTranslationsToAConcept() throws CdaException {
		CodeableConcept concept = CdaTypes
			.concept(element("<originalText>Words</originalText><translation code='b' codeSystem='1.2'/>"));
		assertThat(concept.getText()).isEqualTo("Words");
		assertThat(concept.getCodingFirstRep().getDisplay()).isEqualTo("Words");
	}

	@Test
	void readsAPeriodThatIsOnePoint() throws CdaException {
		assertThat(CdaTypes.period(CdaParser.parse("<t value='2024'/>")).getStartElement().getValueAsString())
			.isEqualTo("2024");
	}

	private static CdaElement element(String content) throws CdaException {
		return CdaParser.parse("<x xmlns='urn:hl7-org:v3'>" + content + "</x>");
	}

}

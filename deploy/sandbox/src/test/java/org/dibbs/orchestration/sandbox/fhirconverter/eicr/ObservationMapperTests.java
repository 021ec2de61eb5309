package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import org.dibbs.orchestration.sandbox.cda.CdaException;
import org.dibbs.orchestration.sandbox.cda.CdaParser;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationMapperTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "<value xsi:type='REAL' value='7.380'/>;Quantity",
			"<value xsi:type='PQ' value='1' unit='mg'/>;Quantity", "<value xsi:type='CD' code='x'/>;CodeableConcept",
			"<value xsi:type='BL' value='true'/>;boolean", "<value xsi:type='TS' value='2024'/>;dateTime",
			"<value xsi:type='ST'>high</value>;string", "<value>high</value>;string",
			"<value xsi:type='IVL_PQ'><low value='1'/><high value='2' unit='g'/></value>;string" })
	void readsValuesOfEveryType(String value, String type) throws CdaException {
		assertThat(observation(value).getValue().fhirType()).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<value xsi:type='CD' nullFlavor='UNK'/>", "<value xsi:type='PQ' value='lots'/>",
			"<value xsi:type='ST'/>" })
	void hasNoValueWhereNoneIsGiven(String value) throws CdaException {
		assertThat(observation(value).hasValue()).isFalse();
	}

	@Test
	void leavesOutTheUnitOne() throws CdaException {
		assertThat(observation("<value xsi:type='PQ' value='1' unit='1'/>").getValueQuantity().hasUnit()).isFalse();
	}

	@Test
	void takesTheBeginningOfAPeriodForItsTime() throws CdaException {
		assertThat(observation("<effectiveTime><low value='20240501'/></effectiveTime>").getEffectiveDateTimeType()
			.getValueAsString()).isEqualTo("2024-05-01");
	}

	@Test
	void keepsTheWordsOfARange() throws CdaException {
		Observation observation = observation(
				"<referenceRange><observationRange><text>12 to 16</text></observationRange></referenceRange>");
		assertThat(observation.getReferenceRangeFirstRep().getText()).isEqualTo("12 to 16");
	}

	private static Observation observation(String content) throws CdaException {
		String xml = "<observation xmlns='urn:hl7-org:v3' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
				+ content + "</observation>";
		return ObservationMapper.observation(CdaParser.parse(xml), "laboratory", new Reference("Patient/p"));
	}

}

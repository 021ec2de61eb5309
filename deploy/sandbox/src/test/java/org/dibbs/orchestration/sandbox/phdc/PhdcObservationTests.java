package org.dibbs.orchestration.sandbox.phdc;

import java.io.IOException;

import javax.xml.stream.XMLStreamException;

import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhdcObservationTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{\"valueString\":\"a<b\"};<value xsi:type=\"ST\" value=\"a&lt;b\"/>",
					"{\"valueBoolean\":true};<value xsi:type=\"BL\" value=\"true\"/>",
					"{\"valueDateTime\":\"2024-05-01\"};<value xsi:type=\"TS\" value=\"20240501\"/>",
					"{\"effectiveDateTime\":\"2024-05-01T10:15:00-05:00\"};<effectiveTime value=\"20240501101500\"/>" })
	void writesWhatWasObserved(String observation, String xml) throws XMLStreamException, IOException {
		XmlWriter writer = new XmlWriter();
		new PhdcObservation(writer, Json.read(observation)).write();
		assertThat(writer.finish()).contains(xml);
	}

}

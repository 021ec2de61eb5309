package org.dibbs.orchestration.sandbox.phdc;

import javax.xml.stream.XMLStreamException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One observation of a PHDC document. For one thread.
 *
 * @param xml where to write
 * @param observation the Observation resource
 */
record PhdcObservation(XmlWriter xml, JsonNode observation) {

	void write() throws XMLStreamException {
		this.xml.open("entry", "typeCode", "COMP").open("observation", "classCode", "OBS", "moodCode", "EVN");
		writeCode("code", "", PhdcCode.of(this.observation.path("code").path("coding")));
		String time = this.observation.path("effectiveDateTime").asText("");
		if (!time.isEmpty()) {
			this.xml.empty("effectiveTime", "value", hl7(time));
		}
		writeValue();
		this.xml.close().close();
	}

	/** The local time, without fractions of seconds and zone. */
	private static String hl7(String dateTime) {
		return dateTime.replaceAll("(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?$", "").replaceAll("[-:T]", "");
	}

	private void writeValue() throws XMLStreamException {
		JsonNode quantity = this.observation.path("valueQuantity");
		if (quantity.isObject()) {
			// As the real service has it: unit as code, number as its name.
			writeCode("value", "CE", new PhdcCode(quantity.path("unit").asText(""), quantity.path("system").asText(""),
					"", quantity.path("value").asText("")));
		}
		else if (this.observation.path("valueCodeableConcept").isObject()) {
			writeCode("value", "CE", PhdcCode.of(this.observation.path("valueCodeableConcept").path("coding")));
		}
		else if (this.observation.hasNonNull("valueDateTime")) {
			this.xml.empty("value", "xsi:type", "TS", "value", hl7(this.observation.path("valueDateTime").asText()));
		}
		else {
			writeText();
		}
	}

	private void writeText() throws XMLStreamException {
		String text = this.observation.path("valueString").asText("");
		String flag = this.observation.path("valueBoolean").asText("");
		if (!text.isEmpty() || !flag.isEmpty()) {
			this.xml.empty("value", "xsi:type", text.isEmpty() ? "BL" : "ST", "value", text.isEmpty() ? flag : text);
		}
	}

	private void writeCode(String element, String type, PhdcCode code) throws XMLStreamException {
		this.xml.empty(element, "xsi:type", type, "code", code.code(), "codeSystem", code.codeSystem(),
				"codeSystemName", code.codeSystemName(), "displayName", code.displayName());
	}

}

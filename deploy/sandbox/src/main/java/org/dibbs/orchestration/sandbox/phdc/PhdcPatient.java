package org.dibbs.orchestration.sandbox.phdc;

import javax.xml.stream.XMLStreamException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The patient of a PHDC document. For one thread.
 *
 * @param xml where to write
 * @param patient the Patient resource, missing if the bundle has none
 */
record PhdcPatient(XmlWriter xml, JsonNode patient) {

	void write() throws XMLStreamException {
		this.xml.open("recordTarget").open("patientRole");
		this.xml.empty("id", "extension", this.patient.path("id").asText(""), "root", "2.16.840.1.113883.4.1",
				"assigningAuthorityName", "LR");
		for (JsonNode address : this.patient.path("address")) {
			writeAddress(address);
		}
		this.xml.open("patient");
		for (JsonNode name : this.patient.path("name")) {
			writeName(name);
		}
		this.xml.empty("administrativeGenderCode", "displayName", this.patient.path("gender").asText(""));
		this.xml.empty("birthTime", "value", this.patient.path("birthDate").asText("").replace("-", ""));
		writeCategory("sdt:raceCode", "us-core-race");
		writeCategory("ethnicGroupCode", "us-core-ethnicity");
		this.xml.close().close().close();
	}

	private void writeAddress(JsonNode address) throws XMLStreamException {
		this.xml.open("addr", "use", "home".equals(address.path("use").asText()) ? "HP" : "WP");
		for (JsonNode line : address.path("line")) {
			this.xml.text("streetAddressLine", line.asText());
		}
		this.xml.text("city", address.path("city").asText(""));
		this.xml.text("state", address.path("state").asText(""));
		this.xml.text("postalCode", address.path("postalCode").asText(""));
		this.xml.text("county", address.path("district").asText(""));
		this.xml.text("country", address.path("country").asText(""));
		this.xml.close();
	}

	private void writeName(JsonNode name) throws XMLStreamException {
		this.xml.open("name", "use", switch (name.path("use").asText()) {
			case "official", "usual" -> "L";
			default -> "P";
		});
		for (JsonNode prefix : name.path("prefix")) {
			this.xml.text("prefix", prefix.asText());
		}
		for (JsonNode given : name.path("given")) {
			this.xml.text("given", given.asText());
		}
		this.xml.text("family", name.path("family").asText(""));
		this.xml.close();
	}

	private void writeCategory(String element, String extension) throws XMLStreamException {
		for (JsonNode found : this.patient.path("extension")) {
			JsonNode coding = found.path("extension").path(0).path("valueCoding");
			if (found.path("url").asText().endsWith("/" + extension) && coding.has("code")) {
				this.xml.empty(element, "code", coding.path("code").asText(), "codeSystem", PhdcCode.RACE_AND_ETHNICITY,
						"displayName", coding.path("display").asText(""), "codeSystemName", "Race & Ethnicity");
			}
		}
	}

}

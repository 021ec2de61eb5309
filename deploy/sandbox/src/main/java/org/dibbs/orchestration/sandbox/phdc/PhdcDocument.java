package org.dibbs.orchestration.sandbox.phdc;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

import javax.xml.stream.XMLStreamException;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;

/**
 * One PHDC document: header, patient and, in three sections, the bundle's observations.
 * For one thread.
 */
final class PhdcDocument {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

	private static final String LOINC = "2.16.840.1.113883.6.1";

	private final JsonNode bundle;

	private final ReportType type;

	private final String now;

	private final XmlWriter xml;

	PhdcDocument(JsonNode bundle, ReportType type, Clock clock) throws XMLStreamException {
		this.bundle = bundle;
		this.type = type;
		this.now = LocalDateTime.now(clock).format(TIME);
		this.xml = new XmlWriter();
	}

	String write() throws XMLStreamException {
		this.xml.raw("<?xml version='1.0' encoding='utf-8'?>\n<?xml-stylesheet type=\"text/xsl\" href=\"PHDC.xsl\"?>");
		this.xml.open("ClinicalDocument", "xmlns", "urn:hl7-org:v3", "xmlns:sdt", "urn:hl7-org:sdtc",
				"xmlns:sdtcxmlnamespaceholder", "urn:hl7-org:v3", "xmlns:xsi",
				"http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation", "urn:hl7-org:v3 CDA_SDTC.xsd");
		header();
		new PhdcPatient(this.xml, BundleJson.first(this.bundle, "Patient")).write();
		author();
		custodian();
		this.xml.open("component").open("structuredBody");
		section("29762-2", "Social history", "SOCIAL HISTORY INFORMATION", observations("social-history"));
		section("55752-0", "Clinical Information", "Clinical Information", clinical());
		this.xml.open("component").open("section");
		this.xml.empty("code", "code", "1234567-RPT", "codeSystem", "Local-codesystem-oid", "codeSystemName",
				"LocalSystem", "displayName", "Generic Repeating Questions Section");
		this.xml.text("title", "REPEATING QUESTIONS").close().close();
		return this.xml.close().close().close().finish();
	}

	private void header() throws XMLStreamException {
		this.xml.empty("realmCode", "code", "US");
		this.xml.empty("typeId", "root", "2.16.840.1.113883.1.3", "extension", "POCD_HD000020");
		this.xml.empty("id", "root", "2.16.840.1.113883.19", "extension", idOf("document"));
		this.xml.empty("code", "code", this.type.code(), "codeSystem", LOINC, "codeSystemName", "LOINC", "displayName",
				this.type.displayName());
		this.xml.text("title", this.type.title() + " - Data from the DIBBs FHIR to PHDC Converter");
		this.xml.empty("effectiveTime", "value", this.now);
		this.xml.empty("confidentialityCode", "code", "N", "codeSystem", "2.16.840.1.113883.5.25");
		this.xml.empty("setId", "extension", "CLOSED_CASE", "displayable", "true");
		this.xml.empty("versionNumber", "value", "1");
	}

	private void author() throws XMLStreamException {
		this.xml.open("author").empty("time", "value", this.now).open("assignedAuthor");
		this.xml.empty("id", "root", "2.16.840.1.113883.19.5").open("assignedPerson").open("name");
		this.xml.text("family", "CDC PRIME DIBBs").close().close().close().close();
	}

	private void custodian() throws XMLStreamException {
		JsonNode organization = BundleJson.first(this.bundle, "Organization");
		this.xml.open("custodian").open("assignedCustodian").open("representedCustodianOrganization");
		this.xml.empty("id", "extension", organization.path("id").asText(""));
		this.xml.text("name", organization.path("name").asText(""));
		this.xml.empty("telecom", "value", organization.path("telecom").path(0).path("value").asText(""));
		this.xml.empty("addr").close().close().close();
	}

	private void section(String code, String displayName, String title, List<JsonNode> observations)
			throws XMLStreamException {
		this.xml.open("component").open("section");
		this.xml.empty("id", "extension", idOf(title), "assigningAuthorityName", "LR");
		this.xml.empty("code", "code", code, "codeSystem", LOINC, "codeSystemName", "LOINC", "displayName",
				displayName);
		this.xml.text("title", title);
		for (JsonNode observation : observations) {
			new PhdcObservation(this.xml, observation).write();
		}
		this.xml.close().close();
	}

	private List<JsonNode> observations(String category) {
		return BundleJson.resources(this.bundle, "Observation")
			.stream()
			.map(JsonNode.class::cast)
			.filter((observation) -> observation.path("category").findValuesAsText("code").contains(category))
			.toList();
	}

	private List<JsonNode> clinical() {
		List<JsonNode> social = observations("social-history");
		return BundleJson.resources(this.bundle, "Observation")
			.stream()
			.map(JsonNode.class::cast)
			.filter((observation) -> !social.contains(observation))
			.toList();
	}

	/** Depends on the bundle alone, so that the same one gives the same ids. */
	private String idOf(String part) {
		String name = part + "|" + BundleJson.ecrId(this.bundle) + "|"
				+ BundleJson.first(this.bundle, "Patient").path("id").asText("");
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
	}

}

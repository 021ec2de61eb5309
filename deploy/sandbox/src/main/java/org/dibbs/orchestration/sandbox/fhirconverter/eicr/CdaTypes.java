package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import java.util.List;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.CodeSystems;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * CDA's data types as FHIR's. What CDA marks as unknown is left out.
 */
final class CdaTypes {

	private CdaTypes() {
	}

	static List<Identifier> identifiers(CdaElement parent) {
		return parent.children("id")
			.stream()
			.filter(CdaElement::hasValue)
			.filter((id) -> !key(id).equals("|"))
			.map(CdaTypes::identifier)
			.toList();
	}

	static Identifier identifier(CdaElement id) {
		String root = id.attribute("root");
		String extension = id.attribute("extension");
		if (extension.isEmpty()) {
			return new Identifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + root);
		}
		return new Identifier().setSystem(root.isEmpty() ? null : "urn:oid:" + root).setValue(extension);
	}

	/**
	 * What tells a thing apart by its first id.
	 * @param id the id element
	 * @return root and extension
	 */
	static String key(CdaElement id) {
		return id.attribute("root") + "|" + id.attribute("extension");
	}

	static List<HumanName> names(CdaElement parent) {
		return parent.children("name").stream().map(CdaTypes::name).filter((name) -> !name.isEmpty()).toList();
	}

	private static HumanName name(CdaElement element) {
		HumanName name = new HumanName();
		element.children("given").stream().map(CdaElement::text).filter((s) -> !s.isEmpty()).forEach(name::addGiven);
		element.children("prefix").stream().map(CdaElement::text).filter((s) -> !s.isEmpty()).forEach(name::addPrefix);
		element.children("suffix").stream().map(CdaElement::text).filter((s) -> !s.isEmpty()).forEach(name::addSuffix);
		String family = element.child("family").text();
		name.setFamily(family.isEmpty() ? null : family);
		if (name.isEmpty() && !element.text().isEmpty()) {
			name.setText(element.text());
		}
		if (!name.isEmpty() && "L".equals(element.attribute("use"))) {
			name.setUse(NameUse.OFFICIAL);
		}
		return name;
	}

	static List<Address> addresses(CdaElement parent) {
		return parent.children("addr").stream().map(CdaTypes::address).filter((addr) -> !addr.isEmpty()).toList();
	}

	static Address address(CdaElement element) {
		Address address = new Address();
		element.children("streetAddressLine")
			.stream()
			.map(CdaElement::text)
			.filter((line) -> !line.isEmpty())
			.forEach(address::addLine);
		address.setCity(orNull(element.child("city").text()))
			.setState(orNull(element.child("state").text()))
			.setPostalCode(orNull(element.child("postalCode").text()))
			.setDistrict(orNull(element.child("county").text()))
			.setCountry(orNull(element.child("country").text()));
		if (!address.isEmpty()) {
			String use = element.attribute("use");
			address.setUse(use.startsWith("H") ? AddressUse.HOME : use.startsWith("W") ? AddressUse.WORK : null);
			CdaElement period = element.child("useablePeriod");
			address.setPeriod(period.exists() ? period(period) : null);
		}
		return address;
	}

	static List<ContactPoint> telecoms(CdaElement parent) {
		return parent.children("telecom")
			.stream()
			.filter((telecom) -> !telecom.attribute("value").isEmpty())
			.map(CdaTypes::telecom)
			.toList();
	}

	private static ContactPoint telecom(CdaElement element) {
		String value = element.attribute("value");
		String scheme = value.contains(":") ? value.substring(0, value.indexOf(':')) : "tel";
		ContactPointSystem system = switch (scheme) {
			case "mailto" -> ContactPointSystem.EMAIL;
			case "fax" -> ContactPointSystem.FAX;
			case "http", "https" -> ContactPointSystem.URL;
			default -> ContactPointSystem.PHONE;
		};
		ContactPoint point = new ContactPoint().setSystem(system)
			.setValue((system == ContactPointSystem.URL) ? value : value.substring(value.indexOf(':') + 1).strip());
		String use = element.attribute("use");
		if (!use.isEmpty()) {
			point.setUse(use.startsWith("H") ? ContactPointUse.HOME : use.startsWith("W") ? ContactPointUse.WORK
					: use.startsWith("MC") ? ContactPointUse.MOBILE : null);
		}
		return point;
	}

	static CodeableConcept concept(CdaElement element) {
		CodeableConcept concept = new CodeableConcept();
		addCoding(concept, element);
		element.children("translation").forEach((translation) -> addCoding(concept, translation));
		String text = element.child("originalText").text();
		concept.setText(orNull(text));
		if (!concept.getCoding().isEmpty() && concept.getCodingFirstRep().getDisplay() == null) {
			concept.getCodingFirstRep().setDisplay(orNull(text));
		}
		return concept;
	}

	private static void addCoding(CodeableConcept concept, CdaElement element) {
		if (!element.attribute("code").isEmpty()) {
			concept.addCoding(coding(element));
		}
	}

	static Coding coding(CdaElement element) {
		return new Coding().setSystem(orNull(CodeSystems.ofOid(element.attribute("codeSystem"))))
			.setCode(orNull(element.attribute("code")))
			.setDisplay(orNull(element.attribute("displayName")));
	}

	static Period period(CdaElement element) {
		String at = element.attribute("value");
		Period period = new Period();
		period.setStartElement(Hl7Time.dateTime(at.isEmpty() ? element.child("low").attribute("value") : at));
		period.setEndElement(Hl7Time.dateTime(element.child("high").attribute("value")));
		return period;
	}

	static @Nullable String orNull(String value) {
		return value.isEmpty() ? null : value;
	}

}

package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Organisations and persons that act in a document.
 */
final class OrganizationMapper {

	private OrganizationMapper() {
	}

	static @Nullable Reference organization(BundleAssembler bundle, CdaElement element) {
		String name = element.child("name").text();
		if (!element.exists() || (name.isEmpty() && !element.child("id").hasValue())) {
			return null;
		}
		Organization organization = new Organization();
		CdaTypes.identifiers(element).forEach(organization::addIdentifier);
		organization.setName(CdaTypes.orNull(name));
		CdaTypes.addresses(element).forEach(organization::addAddress);
		CdaTypes.telecoms(element).forEach(organization::addTelecom);
		return bundle.add(organization, CdaTypes.key(element.child("id")) + "|" + name)
			.setDisplay(CdaTypes.orNull(name));
	}

	/**
	 * Adds the person of an assignedEntity or assignedAuthor.
	 * @param bundle where to add
	 * @param entity the element
	 * @param role a word for the role, noted as an extension as the real converter does,
	 * or null
	 * @return a reference to the person, or null if none is named
	 */
	static @Nullable Reference practitioner(BundleAssembler bundle, CdaElement entity, @Nullable String role) {
		Practitioner practitioner = new Practitioner();
		CdaTypes.names(entity.child("assignedPerson")).forEach(practitioner::addName);
		CdaTypes.identifiers(entity).forEach(practitioner::addIdentifier);
		if (practitioner.isEmpty()) {
			return null;
		}
		if (role != null) {
			practitioner.addExtension("http://hl7.org/fhir/StructureDefinition/_datatype", new StringType(role));
		}
		CdaTypes.addresses(entity).forEach(practitioner::addAddress);
		CdaTypes.telecoms(entity).forEach(practitioner::addTelecom);
		return bundle.add(practitioner, CdaTypes.key(entity.child("id")) + "|" + entity.child("assignedPerson").text());
	}

}

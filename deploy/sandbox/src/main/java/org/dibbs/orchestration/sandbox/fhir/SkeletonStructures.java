package org.dibbs.orchestration.sandbox.fhir;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of FHIR's definitions for the FHIRPath engine to know which type names
 * there are, so that {@code ofType(Patient)} works. The full definitions would cost
 * seconds of start and hundreds of megabytes.
 */
final class SkeletonStructures implements IValidationSupport {

	private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

	private static final List<String> DATA_TYPES = List.of("boolean", "code", "date", "dateTime", "decimal", "id",
			"instant", "integer", "string", "uri", "Coding", "CodeableConcept", "Identifier", "Period", "Quantity",
			"Range", "Ratio", "Reference");

	private final FhirContext context;

	private final Map<String, StructureDefinition> definitions;

	SkeletonStructures(FhirContext context) {
		this.context = context;
		this.definitions = Stream.concat(context.getResourceTypes().stream(), DATA_TYPES.stream())
			.map(SkeletonStructures::definition)
			.collect(Collectors.toUnmodifiableMap(StructureDefinition::getUrl, (definition) -> definition));
	}

	private static StructureDefinition definition(String type) {
		StructureDefinition definition = new StructureDefinition();
		// No base definition: the engine would follow it, for ever if it led back here.
		definition.setUrl(BASE + type)
			.setName(type)
			.setType(type)
			.setDerivation(TypeDerivationRule.SPECIALIZATION)
			.setKind(StructureDefinitionKind.RESOURCE);
		definition.getSnapshot().addElement().setPath(type);
		return definition;
	}

	@Override
	public FhirContext getFhirContext() {
		return this.context;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
		return (List<T>) List.copyOf(this.definitions.values());
	}

	@Override
	public @Nullable IBaseResource fetchStructureDefinition(String url) {
		return this.definitions.get(url);
	}

	@Override
	public <T extends IBaseResource> @Nullable T fetchResource(Class<T> type, String uri) {
		return type.isAssignableFrom(StructureDefinition.class) ? type.cast(this.definitions.get(uri)) : null;
	}

}

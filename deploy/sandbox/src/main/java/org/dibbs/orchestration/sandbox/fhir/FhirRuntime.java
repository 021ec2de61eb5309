package org.dibbs.orchestration.sandbox.fhir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * HAPI FHIR, made ready in the background: the port can open at once, and a call that
 * comes too early waits here. Safe for any number of threads.
 */
public final class FhirRuntime {

	private final CompletableFuture<Engine> engine = new CompletableFuture<>();

	/**
	 * Makes HAPI ready, which takes about a second. To be called once, in the background.
	 */
	public void warmUp() {
		this.engine.completeAsync(FhirRuntime::createEngine, Runnable::run);
	}

	private static Engine createEngine() {
		FhirContext context = FhirContext.forR4();
		context.setValidationSupport(new SkeletonStructures(context));
		// Says nothing and goes on: real bundles hold members and values that are not
		// FHIR.
		context.setParserErrorHandler(new ErrorHandlerAdapter());
		context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
		Engine engine = new Engine(context, context.newFhirPath());
		// The first parsing looks at the model's classes, which takes most of a second.
		engine.context.newJsonParser()
			.parseResource(Bundle.class, "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":"
					+ "\"Patient\",\"name\":[{\"family\":\"A\"}]}}]}");
		return engine;
	}

	/**
	 * Reads a bundle, or one resource as a bundle of its own, as far as it can be read:
	 * what is no FHIR is left out, narrative always.
	 * @param json the bundle; not changed
	 * @return the bundle
	 */
	public Bundle read(ObjectNode json) {
		ObjectNode data = json.deepCopy();
		dropNarrative(data);
		try {
			if ("Bundle".equals(data.path("resourceType").asText())) {
				return parser().parseResource(Bundle.class, text(data));
			}
		}
		catch (DataFormatException ex) {
			// One resource is beyond reading; the others are read one by one.
			return readOneByOne(data.path("entry"));
		}
		return readOneByOne(Json.object().arrayNode().add(Json.object().set("resource", data)));
	}

	private Bundle readOneByOne(JsonNode entries) {
		Bundle bundle = new Bundle();
		for (JsonNode entry : entries) {
			try {
				if (parser().parseResource(text(entry.path("resource"))) instanceof Resource resource) {
					bundle.addEntry().setResource(resource);
				}
			}
			catch (DataFormatException ex) {
				// Left out: a bundle with an unreadable resource still has a patient.
				continue;
			}
		}
		return bundle;
	}

	/**
	 * HAPI insists on well-formed XHTML, converters do not; and nobody here reads it.
	 */
	private static void dropNarrative(JsonNode node) {
		if (node instanceof ObjectNode object && object.path("div").isTextual()) {
			object.remove("div");
		}
		node.forEach(FhirRuntime::dropNarrative);
	}

	private static String text(JsonNode node) {
		return new String(Json.write(node), StandardCharsets.UTF_8);
	}

	/**
	 * Writes a resource.
	 * @param resource the resource
	 * @return its JSON
	 */
	public ObjectNode write(IBaseResource resource) {
		try {
			return (ObjectNode) Json.read(parser().encodeResourceToString(resource));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compiles a FHIRPath expression.
	 * @param expression the expression
	 * @return the compiled form, to be kept and used by any thread
	 * @throws IllegalArgumentException if it is no FHIRPath
	 */
	public IFhirPath.IParsedExpression compile(String expression) {
		try {
			return engine().path.parse(expression);
		}
		catch (Exception ex) {
			throw new IllegalArgumentException("Not a FHIRPath expression: " + expression, ex);
		}
	}

	/**
	 * Evaluates an expression.
	 * @param expression the compiled expression
	 * @param focus where it starts
	 * @return what it yields, in order
	 */
	public List<IBase> evaluate(IFhirPath.IParsedExpression expression, IBase focus) {
		return engine().path.evaluate(focus, expression, IBase.class);
	}

	private IParser parser() {
		return engine().context.newJsonParser();
	}

	private Engine engine() {
		return this.engine.join();
	}

	private record Engine(FhirContext context, IFhirPath path) {

	}

}

package org.dibbs.orchestration.sandbox.phdc;

import java.time.Clock;

import javax.xml.stream.XMLStreamException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.FieldError;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /fhir_to_phdc}: writes a FHIR bundle's patient and observations as a PHDC
 * document.
 */
public final class FhirToPhdcEndpoint implements JsonHandler {

	private final Clock clock;

	/**
	 * Creates the endpoint.
	 * @param clock gives the document's time
	 */
	public FhirToPhdcEndpoint(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Answer handle(RequestBody request) {
		String type = request.choice("phdc_report_type", ReportType.names());
		ObjectNode bundle = request.object("message");
		if (request.get("message").isObject() && !BundleJson.isFhir(bundle)) {
			request.note(FieldError.of("message", "Must provide a FHIR resource or bundle", "assertion_error"));
		}
		request.rejectIfInvalid();
		try {
			return Answer.text(200, "application/xml",
					new PhdcDocument(bundle, ReportType.of(type), this.clock).write());
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The document cannot be written", ex);
		}
	}

}

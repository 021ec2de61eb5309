package org.dibbs.orchestration.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.sandbox.cheap.CheapBlocks;
import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.ControlEndpoints;
import org.dibbs.orchestration.sandbox.control.FaultBoard;
import org.dibbs.orchestration.sandbox.ecrviewer.SaveFhirDataEndpoint;
import org.dibbs.orchestration.sandbox.ecrviewer.SavedBundles;
import org.dibbs.orchestration.sandbox.fhir.FhirRuntime;
import org.dibbs.orchestration.sandbox.fhirconverter.ConvertToFhirEndpoint;
import org.dibbs.orchestration.sandbox.fhirconverter.Converters;
import org.dibbs.orchestration.sandbox.ingestion.GeocodeBundleEndpoint;
import org.dibbs.orchestration.sandbox.ingestion.StandardizeDobEndpoint;
import org.dibbs.orchestration.sandbox.ingestion.StandardizeNamesEndpoint;
import org.dibbs.orchestration.sandbox.ingestion.StandardizePhonesEndpoint;
import org.dibbs.orchestration.sandbox.messageparser.ParseMessageEndpoint;
import org.dibbs.orchestration.sandbox.phdc.FhirToPhdcEndpoint;
import org.dibbs.orchestration.sandbox.server.Routes;
import org.dibbs.orchestration.sandbox.server.SandboxServer;
import org.dibbs.orchestration.sandbox.triggercode.StampConditionExtensionsEndpoint;
import org.dibbs.orchestration.sandbox.validation.ValidateEndpoint;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;

/**
 * Puts the building blocks together and starts them.
 */
public final class Sandbox {

	private Sandbox() {
	}

	/**
	 * Starts a sandbox. The port is open when this returns; what needs FHIR gets ready in
	 * the background.
	 * @param settings what it is told
	 * @return the running server
	 * @throws IOException if the port cannot be had
	 */
	public static SandboxServer start(SandboxSettings settings) throws IOException {
		SavedBundles saved = new SavedBundles();
		FhirRuntime fhir = new FhirRuntime();
		Converters converters = new Converters(fhir);
		ParseMessageEndpoint parseMessage = new ParseMessageEndpoint(fhir, converters);
		FaultBoard faults = new FaultBoard();
		CallStatistics statistics = new CallStatistics();
		Routes routes = new Routes(settings.cheap() ? CheapBlocks.endpoints() : blocks(saved, converters, parseMessage),
				admin(new ControlEndpoints(faults, statistics, saved::clear), saved));
		InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
		SandboxServer server = settings.cheap()
				? SandboxServer.lean(address, routes, faults, statistics, settings.delay())
				: SandboxServer.threaded(address, routes, faults, statistics, settings.delay());
		if (!settings.cheap()) {
			// Only now: on a small machine it would keep the port closed for as long as
			// it takes.
			Thread.ofPlatform().daemon().name("warm-up").start(() -> {
				fhir.warmUp();
				parseMessage.warmUp();
			});
		}
		return server;
	}

	private static Map<String, Endpoint> blocks(SavedBundles saved, Converters converters,
			ParseMessageEndpoint parseMessage) {
		String standardization = "/ingestion/fhir/harmonization/standardization/standardize_";
		Map<String, Endpoint> blocks = new LinkedHashMap<>();
		blocks.put("/validation/validate", new ValidateEndpoint().asEndpoint());
		blocks.put("/fhir-converter/convert-to-fhir", new ConvertToFhirEndpoint(converters).asEndpoint());
		blocks.put(standardization + "names", new StandardizeNamesEndpoint().asEndpoint());
		blocks.put(standardization + "dob", new StandardizeDobEndpoint().asEndpoint());
		blocks.put(standardization + "phones", new StandardizePhonesEndpoint().asEndpoint());
		blocks.put("/ingestion/fhir/geospatial/geocode/geocode_bundle", new GeocodeBundleEndpoint().asEndpoint());
		blocks.put("/message-parser/parse_message", parseMessage.asEndpoint());
		blocks.put("/message-parser/fhir_to_phdc", new FhirToPhdcEndpoint(Clock.systemUTC()).asEndpoint());
		blocks.put("/trigger-code-reference/stamp-condition-extensions",
				new StampConditionExtensionsEndpoint().asEndpoint());
		blocks.put("/ecr-viewer/api/save-fhir-data", new SaveFhirDataEndpoint(saved));
		return blocks;
	}

	static Map<String, Endpoint> admin(ControlEndpoints control, SavedBundles saved) {
		return Map.of("POST /__control", control::arm, "GET /__control", control::armed, "POST /__reset",
				control::reset, "GET /__stats", control::statistics, "GET /__saved",
				(body) -> Answer.ok(saved.describe()));
	}

}

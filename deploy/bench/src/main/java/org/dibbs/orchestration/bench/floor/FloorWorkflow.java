package org.dibbs.orchestration.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The calls that two of the shipped workflows make, with the bodies that the workers
 * send. Trusts what it gets: members are cut out where they are known to be, and nothing
 * is checked.
 */
final class FloorWorkflow {

	private static final String STANDARDIZE = "/ingestion/fhir/harmonization/standardization/standardize_";

	private static final int LONGEST_START = 200;

	private final BlockConnection blocks;

	FloorWorkflow(BlockConnection blocks) {
		this.blocks = blocks;
	}

	/**
	 * Runs a message through {@code sample-fhir-test-config.json}, or a case report
	 * through {@code sample-orchestration-config.json}.
	 * @param document the body of {@code POST /process-message}, the message its last
	 * member
	 * @return the answer of the last call
	 * @throws IOException if a call fails
	 */
	byte[] run(byte[] document) throws IOException {
		ByteBuffer message = last(document, "\"message\":");
		if (new String(document, 0, LONGEST_START, StandardCharsets.ISO_8859_1).contains("\"fhir\"")) {
			return parse(standardize(message));
		}
		post("/validation/validate", "{\"message_type\":\"ecr\",\"include_error_types\":\"error\",\"message\":",
				message, ",\"rr_data\":null}");
		byte[] converted = post("/fhir-converter/convert-to-fhir", "{\"input_data\":", message,
				",\"input_type\":\"ecr\",\"root_template\":\"EICR\",\"rr_data\":null}");
		ByteBuffer resource = last(converted, "\"FhirResource\":");
		ByteBuffer bundle = standardize(resource.limit(resource.limit() - 1));
		byte[] stamped = post("/trigger-code-reference/stamp-condition-extensions", "{\"bundle\":", bundle,
				",\"conditions\":null}");
		ByteBuffer extended = last(stamped, "\"extended_bundle\":");
		post("/ecr-viewer/api/save-fhir-data", "{\"fhirBundle\":", extended, ",\"saveSource\":\"postgres\"}");
		return parse(extended);
	}

	private ByteBuffer standardize(ByteBuffer bundle) throws IOException {
		byte[] names = post(STANDARDIZE + "names", "{\"data\":", bundle,
				",\"trim\":\"true\",\"overwrite\":\"true\",\"case\":\"upper\",\"remove_numbers\":\"true\"}");
		byte[] dob = post(STANDARDIZE + "dob", "{\"data\":", last(names, "\"bundle\":"),
				",\"overwrite\":\"true\",\"format\":\"Y%-m%-d%\"}");
		byte[] phones = post(STANDARDIZE + "phones", "{\"data\":", last(dob, "\"bundle\":"),
				",\"overwrite\":\"true\"}");
		return last(phones, "\"bundle\":");
	}

	private byte[] parse(ByteBuffer bundle) throws IOException {
		return post("/message-parser/parse_message", "{\"message\":", bundle,
				",\"message_format\":\"fhir\",\"parsing_schema_name\":\"ecr.json\",\"credential_manager\":\"azure\"}");
	}

	private byte[] post(String path, String start, ByteBuffer middle, String end) throws IOException {
		return this.blocks.post(path, ByteBuffer.wrap(start.getBytes(StandardCharsets.UTF_8)), middle.duplicate(),
				ByteBuffer.wrap(end.getBytes(StandardCharsets.UTF_8)));
	}

	/** What stands between the name of the last member and the end of the object. */
	private static ByteBuffer last(byte[] object, String name) throws IOException {
		String start = new String(object, 0, Math.min(object.length, LONGEST_START), StandardCharsets.ISO_8859_1);
		int from = start.indexOf(name) + name.length();
		if (from < name.length()) {
			throw new IOException("There is no " + name + " where it is expected");
		}
		return ByteBuffer.wrap(object, from, object.length - from - 1);
	}

}

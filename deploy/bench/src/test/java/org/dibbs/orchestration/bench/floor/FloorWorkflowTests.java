package org.dibbs.orchestration.bench.floor;

import java.io.IOException;
import java.util.List;

import org.dibbs.orchestration.bench.load.FakeServer;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FloorWorkflowTests {

	private static final String START = "{\"message_type\":\"%s\",\"data_type\":\"%s\",\"message\":%s}";

	@Test
	void aBundleGoesFromCallToCall() throws IOException {
		List<FakeServer.Request> requests = run(String.format(START, "fhir", "fhir", "{\"n\":0}" + " ".repeat(200)));
		assertThat(requests).extracting((request) -> request.path().substring(request.path().lastIndexOf('/') + 1))
			.containsExactly("standardize_names", "standardize_dob", "standardize_phones", "parse_message");
		assertThat(requests).map((request) -> member(request, request.body().contains("\"data\"") ? "data" : "message"))
			.containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
	}

	@Test
	void aReportIsCheckedConvertedStampedAndSavedBesides() throws IOException {
		List<FakeServer.Request> requests = run(String.format(START, "ecr", "ecr", "\"<a/>" + " ".repeat(200) + "\""));
		assertThat(requests).extracting((request) -> request.path().substring(request.path().lastIndexOf('/') + 1))
			.containsExactly("validate", "convert-to-fhir", "standardize_names", "standardize_dob",
					"standardize_phones", "stamp-condition-extensions", "save-fhir-data", "parse_message");
		assertThat(member(requests.get(0), "message")).startsWith("\"<a/>")
			.isEqualTo(member(requests.get(1), "input_data"));
		assertThat(member(requests.get(2), "data")).isEqualTo("{\"n\":2}");
		assertThat(member(requests.get(6), "fhirBundle")).isEqualTo(member(requests.get(7), "message"))
			.isEqualTo("{\"n\":6}");
	}

	/** Each call is answered with a bundle of its own. */
	private static List<FakeServer.Request> run(String document) throws IOException {
		int[] count = { 0 };
		try (FakeServer server = new FakeServer(
				(request) -> FakeServer.answer(200, answer(request.path(), "{\"n\":" + ++count[0] + "}")));
				BlockConnection blocks = new BlockConnection(server.address())) {
			assertThat(new String(new FloorWorkflow(blocks).run(document.getBytes(UTF_8)), UTF_8))
				.isEqualTo("{\"parsed_values\":{}}");
			return server.requests();
		}
	}

	private static String answer(String path, String bundle) {
		return switch (path.substring(path.lastIndexOf('/') + 1)) {
			case "convert-to-fhir" -> "{\"response\":{\"Status\":\"OK\",\"FhirResource\":" + bundle + "}}";
			case "stamp-condition-extensions" -> "{\"extended_bundle\":" + bundle + "}";
			case "validate" -> "{\"message_valid\":true}";
			case "save-fhir-data" -> "{\"message\":\"saved\"}";
			case "parse_message" -> "{\"parsed_values\":{}}";
			default -> "{\"status_code\":\"200\",\"message\":null,\"bundle\":" + bundle + "}";
		};
	}

	private static String member(FakeServer.Request request, String name) {
		return JsonMembers.member(JsonFragment.literal(request.body()), name).json().strip();
	}

}

package org.dibbs.orchestration.local.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code POST /process-zip}.
 */
class ProcessZipContractIntegrationTests {

	private static final String ZIP = "application/zip";

	private static final String EICR = "x/CDA_eICR.xml";

	private static final String CONFIG = "test-no-save.json";

	private static final String ECR = Stack.submission("ecr", "ecr", CONFIG, "ecr.xml");

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final int MEGABYTE = 1024 * 1024;

	private final Doors doors = new Doors();

	@TestFactory
	Stream<DynamicTest> readsAZipWhateverItsTypeIsCalled() {
		Answer expected = this.doors.send(Call.message(ECR)).isJson(200);
		return Stream.of(ZIP, "application/x-zip-compressed", "application/octet-stream", "text/plain", "nonsense")
			.map((type) -> row(type, ecr().file(type, Upload.zip(EICR, eicr())))
				.answers((answer) -> assertThat(answer).isEqualTo(expected)));
	}

	@TestFactory
	Stream<DynamicTest> findsTheEntriesByTheirNames() {
		Answer expected = this.doors.send(Call.message(ECR)).isJson(200);
		byte[] several = Upload.zip("notes.txt", "no", "a/CDA_eICR.xml", eicr(), "b/CDA_eICR.xml", "<second/>",
				"c/CDA_RR.xml", "<rr/>");
		return Stream.of(
				row("the first of several", ecr().file(ZIP, several))
					.answers((answer) -> assertThat(answer.isJson(200).body()).contains("TESTPATIENT")),
				row("its name contains more", ecr().file(ZIP, Upload.zip("20200101_CDA_eICR.xml.txt", eicr())))
					.answers((answer) -> assertThat(answer).isEqualTo(expected)));
	}

	@TestFactory
	Stream<DynamicTest> readsDocuments() {
		String bundle = JsonMembers.member(JsonFragment.literal(FHIR), "message").json();
		Answer expected = this.doors.send(Call.message(FHIR)).isJson(200);
		Answer expectedEcr = this.doors.send(Call.message(ECR)).isJson(200);
		Stream<DynamicTest> xml = Stream.of("text/xml", "application/xml")
			.map((type) -> row(type, ecr().file(type, bytes(eicr())))
				.answers((answer) -> assertThat(answer).isEqualTo(expectedEcr)));
		return Stream.concat(xml,
				Stream.of(row("application/json",
						form("fhir", "fhir", "sample-fhir-test-config.json").file("application/json", bytes(bundle)))
					.answers((answer) -> assertThat(answer).isEqualTo(expected))));
	}

	@TestFactory
	Stream<DynamicTest> answersAsProcessMessageDoes() {
		byte[] zip = Upload.zip(EICR, eicr());
		return Stream.of(
				row("data_type is not checked", form("ecr", "zzz", CONFIG).file(ZIP, zip))
					.answers((answer) -> answer.isJson(200)),
				row("data_type need not be there",
						new Upload().field("message_type", "ecr").field("config_file_name", CONFIG).file(ZIP, zip))
					.answers((answer) -> answer.isJson(200)),
				row("the blocks refuse an unknown message_type", form("zzz", "zip", CONFIG).file(ZIP, zip)).isRefused(
						422,
						(body) -> assertThat(body).startsWith("{\"detail\":\"Service validation failed with error ")),
				row("an unknown config", form("ecr", "zip", "nope").file(ZIP, zip)).isRefused(400,
						"{\"message\":\"A config with the name 'nope' could not be found.\",\"processed_values\":{}}"),
				row("a block answers with an error", ecr().file(ZIP, zip))
					.whereAnswers("validate", 500, "text/plain", "boom")
					.isRefused(500,
							"{\"detail\":\"Service validation failed with error Validation service failed: boom, "
									+ "endpoint: validate\"}"),
				row("the outputs of a config", form("ecr", "zip", "bundle-only.json").file(ZIP, zip))
					.answers((answer) -> assertThat(answer.isJson(200).body()).startsWith(
							"{\"message\":\"Processing succeeded!\",\"processed_values\":{\"responses\":[{\"stamped_ecr\":")));
	}

	@TestFactory
	Stream<DynamicTest> handsRrDataOn() {
		String refusal = "{\"message_valid\":false,\"validation_results\":{}}";
		return Stream.of(row("both documents reach the blocks",
				ecr().file(ZIP, Upload.zip(EICR, eicr(), "y/CDA_RR.xml", "<ClinicalDocument/>")))
			.whereAnswers("validate", 200, Answer.JSON, refusal)
			.answers((answer) -> {
				answer.isJson(400);
				assertThat(this.doors.stack().get(this.doors.stack().sandbox("/__stats")).body())
					.contains("/validation/validate");
			}));
	}

	@TestFactory
	Stream<DynamicTest> whatIsMissing() {
		byte[] zip = Upload.zip(EICR, eicr());
		return Stream.of(row("no file", ecr()).isRefused(422, "{\"detail\":[" + missing("upload_file") + "]}"),
				row("an empty file", ecr().file(ZIP, new byte[0])).isRefused(422,
						"{\"detail\":[" + missing("upload_file") + "]}"),
				row("no config name",
						new Upload().field("message_type", "ecr").field("data_type", "zip").file(ZIP, zip))
					.isRefused(422, "{\"detail\":[" + missing("config_file_name") + "]}"),
				row("no message_type", new Upload().field("config_file_name", CONFIG).file(ZIP, zip)).isRefused(422,
						"{\"detail\":[" + missing("message_type") + "]}"),
				new Row(this.doors, "no form", Call.of("POST", "/process-zip", "{}")).isRefused(422,
						"{\"detail\":\"The request must be multipart/form-data with a boundary.\"}"));
	}

	private static String missing(String field) {
		return "{\"loc\":[\"body\",\"" + field + "\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}";
	}

	@TestFactory
	Stream<DynamicTest> filesThatCannotBeUsed() {
		byte[] good = Upload.zip(EICR, eicr());
		return Stream.of(unusable("not a zip", ZIP, bytes("not a zip"), "The uploaded file is not a zip file."),
				unusable("a zip without an eICR", ZIP, Upload.zip("a.xml", "<a/>"),
						"There is no eICR in this zip file."),
				unusable("an empty zip", ZIP, Upload.zip(), "There is no eICR in this zip file."),
				unusable("half a zip", ZIP, Arrays.copyOf(good, good.length / 2), "The zip file is incomplete."),
				unusable("an encrypted zip", ZIP, withDirectoryByte(good, 8, 1),
						"The zip file is encrypted. Send it without a password."),
				unusable("a zip in a zip", ZIP, Upload.zip(EICR, new String(good, StandardCharsets.ISO_8859_1)),
						"The document is a zip file itself. Nested zip files are not opened."),
				unusable("bad JSON", "application/json", bytes("{\"a\":"),
						"The uploaded file is not JSON: Expecting value at character 5."),
				unusable("JSON that is no object", "application/json", bytes("[]"),
						"The uploaded JSON file does not hold an object."),
				unusable("a byte", ZIP, bytes("P"), "The uploaded file is not a zip file."));
	}

	private DynamicTest unusable(String words, String type, byte[] file, String detail) {
		return row(words, ecr().file(type, file)).isRefused(422, "{\"detail\":\"" + detail + "\"}");
	}

	@TestFactory
	Stream<DynamicTest> filesThatAreTooLarge() {
		return Stream.of(tooLarge("a zip bomb", Upload.zip(EICR, " ".repeat(29 * MEGABYTE)), "zip bomb"),
				tooLarge("a bomb beside the eICR", Upload.zip(EICR, eicr(), "CDA_RR.xml", " ".repeat(29 * MEGABYTE)),
						"zip bomb"),
				tooLarge("an entry over the limit", Upload.zip(EICR, large(31)), "UPLOAD_MAX_ENTRY_SIZE"),
				tooLarge("an entry that says it is small", withSize(Upload.zip(EICR, large(31)), 100), ""),
				tooLarge("a body over the limit", new byte[33 * MEGABYTE], ""));
	}

	private DynamicTest tooLarge(String words, byte[] file, String part) {
		Call call = Call.upload(ecr().file(ZIP, file));
		return new Row(this.doors, words, call).answers((answer) -> {
			assertThat(answer.status()).as("%s", answer).isIn(413, 422);
			assertThat(answer.type()).isEqualTo(Answer.JSON);
			assertThat(answer.member("detail").text()).isNotBlank().contains(part);
			assertThat(this.doors.send(call.with("Accept", "application/problem+json")).type())
				.isEqualTo("application/problem+json");
		});
	}

	@TestFactory
	Stream<DynamicTest> takes20Megabytes() {
		String config = "{\"workflow\":{\"workflow\":[{\"service\":\"validation\",\"endpoint\":\"/validate\","
				+ "\"params\":{\"include_error_types\":\"error\"}}]},\"overwrite\":true}";
		this.doors.send(Call.put("validate-only.json", config));
		String document = eicr().replaceFirst("</ClinicalDocument>\\s*$", "");
		assertThat(document).hasSizeLessThan(eicr().length());
		String xml = document + large(20) + "</ClinicalDocument>";
		return Stream
			.of(row("20 MB of XML in a zip", form("ecr", "zip", "validate-only.json").file(ZIP, Upload.zip(EICR, xml)))
				.answers((answer) -> assertThat(answer.isJson(200).body()).contains("\"message_valid\":true")));
	}

	// One comment. It compresses like XML, and so is no bomb.
	private static String large(int megabytes) {
		StringBuilder text = new StringBuilder(megabytes * MEGABYTE + 100).append("<!--");
		for (int i = 0; text.length() < megabytes * MEGABYTE; i++) {
			text.append(" observation ").append(i * 2654435761L);
		}
		return text.append("-->").toString();
	}

	private static byte[] withDirectoryByte(byte[] zip, int index, int value) {
		byte[] changed = zip.clone();
		changed[directory(zip) + index] = (byte) value;
		return changed;
	}

	private static byte[] withSize(byte[] zip, int size) {
		byte[] changed = zip.clone();
		int at = directory(zip) + 24;
		for (int i = 0; i < 4; i++) {
			changed[at + i] = (byte) (size >> (8 * i));
		}
		return changed;
	}

	private static int directory(byte[] zip) {
		return new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
	}

	private static String eicr() {
		return JsonMembers.member(JsonFragment.literal(ECR), "message").text();
	}

	private static Upload ecr() {
		return form("ecr", "zip", CONFIG);
	}

	private static Upload form(String messageType, String dataType, String config) {
		return new Upload().field("message_type", messageType)
			.field("data_type", dataType)
			.field("config_file_name", config);
	}

	private Row row(String words, Upload upload) {
		return new Row(this.doors, words, Call.upload(upload));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

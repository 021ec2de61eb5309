package org.dibbs.orchestration.local;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageFileTests {

	@TempDir
	Path folder;

	@Test
	void sendsAnXmlDocumentAsECaseReport() throws IOException {
		MessageFile file = MessageFile.read(file("a.xml", "<a b=\"c\">\\é\r\n\t\u0001</a>"), null);
		assertThat(members(file.request(file.defaultConfig())))
			.containsExactlyInAnyOrderEntriesOf(Map.of("message_type", "ecr", "data_type", "ecr", "config_file_name",
					"test-no-save.json", "message", "<a b=\"c\">\\é\r\n\t\u0001</a>"));
	}

	@Test
	void escapesWhatJsonDoesNotAllowInAString() throws IOException {
		assertThat(MessageFile.read(file("a.xml", "\"\\\r\n\u0001"), null).message().json())
			.isEqualTo("\"\\\"\\\\\\r\\n\\u0001\"");
	}

	@ParameterizedTest
	@CsvSource({ "MSH|^~\\&|A|B|C|D|2026||ORU^R01^ORU_R01|1|P|2.5.1, ELR",
			"MSH|^~\\&|A|B|C|D|2026||VXU^V04^VXU_V04|1|P, VXU", "MSH|^~\\&|VXU, ELR", "nothing, ELR" })
	void tellsLaboratoryReportFromVaccinationUpdate(String header, MessageType type) throws IOException {
		MessageFile file = MessageFile.read(file("a.HL7", header + "\rPID|1"), null);
		assertThat(file.messageType()).isEqualTo(type);
		assertThat(file.dataType()).isEqualTo(DataType.HL7);
		assertThat(file.message().text()).isEqualTo(header + "\rPID|1");
		assertThat(file.defaultConfig()).isEqualTo("sample-hl7-test-config.json");
	}

	@Test
	void sendsABundleAsTheObjectItIs() throws IOException {
		MessageFile file = MessageFile.read(file("a.json", "\uFEFF {\"resourceType\": \"Bundle\", \"n\": 1.0}\n"),
				null);
		assertThat(file.message().json()).isEqualTo("{\"resourceType\": \"Bundle\", \"n\": 1.0}");
		assertThat(file.messageType()).isEqualTo(MessageType.FHIR);
		assertThat(file.defaultConfig()).isEqualTo("sample-fhir-test-config.json");
	}

	@ParameterizedTest
	@CsvSource({ "'', is no JSON object", "[1], is no JSON object", "{\"a\", is not JSON" })
	void refusesABundleThatIsNone(String content, String reason) throws IOException {
		Path file = file("a.json", content);
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFile.read(file, null))
			.withMessageContaining(reason)
			.withMessageContaining(file.toString());
	}

	@Test
	void takesCaseReportAndResponseOutOfAZip() throws IOException {
		MessageFile file = MessageFile.read(zip("__MACOSX/._CDA_eICR.xml", "x/CDA_eICR.xml", "x/CDA_RR.xml"), null);
		assertThat(members(file.request("c.json"))).containsEntry("data_type", "zip")
			.containsEntry("message", "x/CDA_eICR.xml é")
			.containsEntry("rr_data", "x/CDA_RR.xml é");
	}

	@Test
	void sendsAZipWithoutAResponse() throws IOException {
		MessageFile file = MessageFile.read(zip("CDA_eICR.xml"), null);
		assertThat(members(file.request("c.json"))).doesNotContainKey("rr_data").containsEntry("message_type", "ecr");
	}

	@Test
	void refusesAZipWithoutACaseReport() throws IOException {
		Path file = zip("CDA_RR.xml");
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFile.read(file, null))
			.withMessageEndingWith("holds no entry named CDA_eICR.xml");
	}

	@Test
	void readsAnOldFileThatIsNotUtf8() throws IOException {
		assertThat(MessageFile.read(file("a.xml", "<a>\u00e9</a>", StandardCharsets.ISO_8859_1), null).message().text())
			.isEqualTo("<a>\u00e9</a>");
	}

	@Test
	void believesTheCallerAboutTheKindOfMessage() throws IOException {
		assertThat(MessageFile.read(file("a.hl7", "MSH|"), MessageType.VXU).messageType()).isEqualTo(MessageType.VXU);
	}

	@Test
	void refusesAFileOfUnknownKind() throws IOException {
		Path file = file("a.txt", "");
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFile.read(file, null))
			.withMessageContaining("none of .xml, .zip, .hl7, .json");
	}

	private Path file(String name, String content) throws IOException {
		return file(name, content, StandardCharsets.UTF_8);
	}

	private Path file(String name, String content, Charset charset) throws IOException {
		return Files.writeString(this.folder.resolve(name), content, charset);
	}

	private Path zip(String... entries) throws IOException {
		Path file = this.folder.resolve("a.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (String entry : entries) {
				zip.putNextEntry(new ZipEntry(entry));
				zip.write((entry + " é").getBytes(StandardCharsets.UTF_8));
			}
		}
		return file;
	}

	private static Map<String, String> members(JsonFragment object) {
		Map<String, JsonFragment> members = JsonMembers.of(object);
		assertThat(members).isNotNull();
		return members.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (member) -> member.getValue().text()));
	}

}

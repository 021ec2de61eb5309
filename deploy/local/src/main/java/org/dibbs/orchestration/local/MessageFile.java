package org.dibbs.orchestration.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A message in a file, and what its name and content say about it.
 *
 * @param messageType the kind of message
 * @param dataType the form it comes in
 * @param message the message, as the front door takes it
 * @param reportabilityResponse the reportability response beside an eICR, or null
 */
record MessageFile(MessageType messageType, DataType dataType, JsonFragment message,
		@Nullable JsonFragment reportabilityResponse) {

	static MessageFile read(Path file, @Nullable MessageType wanted) throws IOException {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "xml" -> document(either(wanted, MessageType.ECR), DataType.ECR, text(Files.readAllBytes(file)));
			case "hl7" -> hl7(text(Files.readAllBytes(file)), wanted);
			case "json" -> fhir(file, either(wanted, MessageType.FHIR));
			case "zip" -> zip(file, either(wanted, MessageType.ECR));
			default -> throw new IllegalArgumentException(
					file + " ends in none of .xml, .zip, .hl7, .json, so what it holds is not known");
		};
	}

	/**
	 * The config that is used where none is named: one that saves nothing, so it may be
	 * sent again.
	 */
	String defaultConfig() {
		return switch (this.dataType) {
			case ECR, ZIP -> "test-no-save.json";
			case HL7 -> "sample-hl7-test-config.json";
			case FHIR -> "sample-fhir-test-config.json";
		};
	}

	JsonFragment request(String config) {
		return new JsonObjectBuilder().member("message_type", this.messageType.wire())
			.member("data_type", this.dataType.wire())
			.member("config_file_name", config)
			.member("message", this.message)
			.optionalMember("rr_data", this.reportabilityResponse)
			.build();
	}

	private static MessageFile hl7(String text, @Nullable MessageType wanted) {
		String header = text.lines().findFirst().orElse("");
		String[] fields = header.startsWith("MSH") ? header.split("[|]", -1) : new String[0];
		boolean vaccination = fields.length > 8 && fields[8].startsWith("VXU");
		return document(either(wanted, vaccination ? MessageType.VXU : MessageType.ELR), DataType.HL7, text);
	}

	private static MessageFile fhir(Path file, MessageType type) throws IOException {
		JsonFragment bundle = JsonFragment.literal(text(Files.readAllBytes(file)).strip());
		try {
			if (bundle.length() == 0 || JsonMembers.of(bundle) == null) {
				throw new IllegalArgumentException(file + " is no JSON object, expected a FHIR bundle");
			}
		}
		catch (JsonSyntaxException ex) {
			throw new IllegalArgumentException(file + " is not JSON: " + ex.getMessage(), ex);
		}
		return new MessageFile(type, DataType.FHIR, bundle, null);
	}

	private static MessageFile zip(Path file, MessageType type) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			String eicr = entry(zip, "CDA_eICR.xml");
			if (eicr == null) {
				throw new IllegalArgumentException(file + " holds no entry named CDA_eICR.xml");
			}
			String response = entry(zip, "CDA_RR.xml");
			return new MessageFile(type, DataType.ZIP, JsonFragment.string(eicr),
					(response != null) ? JsonFragment.string(response) : null);
		}
	}

	private static @Nullable String entry(ZipFile zip, String name) throws IOException {
		ZipEntry found = zip.stream()
			.filter((entry) -> entry.getName().contains(name) && !entry.getName().startsWith("__MACOSX/"))
			.findFirst()
			.orElse(null);
		if (found == null) {
			return null;
		}
		try (var content = zip.getInputStream(found)) {
			return text(content.readAllBytes());
		}
	}

	private static MessageFile document(MessageType type, DataType form, String text) {
		return new MessageFile(type, form, JsonFragment.string(text), null);
	}

	/**
	 * UTF-8 with or without byte order mark; anything else can only be an older Latin
	 * file.
	 */
	private static String text(byte[] content) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			return new String(content, StandardCharsets.ISO_8859_1);
		}
	}

	private static MessageType either(@Nullable MessageType wanted, MessageType otherwise) {
		return (wanted != null) ? wanted : otherwise;
	}

}

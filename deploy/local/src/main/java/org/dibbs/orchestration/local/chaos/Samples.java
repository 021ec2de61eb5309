package org.dibbs.orchestration.local.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the shipped samples. Each case report that is saved has an id of its
 * own, which is what it is saved by and what it can be told by wherever its text is.
 */
final class Samples {

	/** The name of a workflow config that there is not. */
	static final String NO_CONFIG = "no-such-config.json";

	private static final String ECR_ID = "DEMO-EICR-0001";

	private static final String SAVED = "c4a05000-0000-4000-8000-";

	private static final Pattern SAVED_ID = Pattern.compile(SAVED + "[0-9a-f]{12}");

	private static final String NO_SAVE_CONFIG = "test-no-save.json";

	// The first saves the message itself, the second what other steps picked out of it.
	private static final List<String> SAVE_CONFIGS = List.of("sample-orchestration-config.json",
			"seed-ecr-viewer-config.json");

	private static final String BOUNDARY = "----------chaos";

	private final String ecr;

	private final String elr;

	private final String vxu;

	private final String fhir;

	/**
	 * Reads the samples.
	 * @param root the folder of the repository
	 * @throws IOException if one cannot be read
	 */
	Samples(Path root) throws IOException {
		Path samples = root.resolve("deploy/local/samples");
		this.ecr = Files.readString(samples.resolve("ecr.xml"));
		this.elr = Files.readString(samples.resolve("elr.hl7"));
		this.vxu = Files.readString(samples.resolve("vxu.hl7"));
		this.fhir = Files.readString(samples.resolve("fhir.json")).strip();
		if (!this.ecr.contains(ECR_ID)) {
			throw new IOException("The sample " + samples.resolve("ecr.xml") + " has no id " + ECR_ID);
		}
	}

	/**
	 * The body of {@code POST /process-message}.
	 * @param message what is in it
	 * @param number the number of the message, which makes it unlike any other
	 * @return the document
	 */
	byte[] document(Kind.Message message, int number) {
		return switch (message) {
			case FHIR -> document("fhir", "fhir", "sample-fhir-test-config.json", JsonFragment.literal(this.fhir));
			case ECR -> document("ecr", "ecr", NO_SAVE_CONFIG, JsonFragment.string(this.ecr));
			case SAVED_ECR -> document("ecr", "ecr", saveConfig(number), JsonFragment.string(savedEcr(number)));
			case ELR -> document("elr", "hl7", "sample-hl7-test-config.json", JsonFragment.string(this.elr));
			case VXU -> document("vxu", "hl7", "sample-hl7-test-config.json", JsonFragment.string(this.vxu));
			case NONE -> malformed(number);
		};
	}

	/**
	 * A file of laboratory reports.
	 * @param number the number of the file
	 * @param messages how many reports are in it
	 * @return HL7 v2 with its frame of FHS, BHS, BTS and FTS
	 */
	byte[] hl7Batch(int number, int messages) {
		String reports = this.elr.strip().replaceAll("\\R", "\r") + "\r";
		return bytes("FHS|^~\\&|CHAOS|||||||" + number + "\rBHS|^~\\&|CHAOS\r" + reports.repeat(messages) + "BTS|"
				+ messages + "\rFTS|1\r");
	}

	byte[] documentForNoConfig() {
		return document("fhir", "fhir", NO_CONFIG, JsonFragment.literal(this.fhir));
	}

	private static byte[] document(String type, String form, String config, JsonFragment message) {
		return new JsonObjectBuilder().member("message_type", type)
			.member("data_type", form)
			.member("config_file_name", config)
			.member("message", message)
			.build()
			.bytes();
	}

	private static byte[] malformed(int number) {
		List<String> values = List.of("no json", "{}", "{\"message_type\":\"ecr\"}", "");
		return values.get(number % values.size()).getBytes(StandardCharsets.UTF_8);
	}

	private String savedEcr(int number) {
		return this.ecr.replace(ECR_ID, savedId(number));
	}

	private static String saveConfig(int number) {
		return SAVE_CONFIGS.get(number % SAVE_CONFIGS.size());
	}

	/**
	 * What the case report with that number is saved by.
	 * @param number its number
	 * @return a UUID
	 */
	static String savedId(int number) {
		return SAVED + String.format("%012x", number);
	}

	/**
	 * Finds what a message is saved by.
	 * @param document its text in any form
	 * @return the id; null where it is not one that is saved
	 */
	static @Nullable String savedId(byte[] document) {
		Matcher found = SAVED_ID.matcher(new String(document, StandardCharsets.ISO_8859_1));
		return found.find() ? found.group() : null;
	}

	/**
	 * The form of {@code POST /process-zip}.
	 * @param message {@link Kind.Message#ECR} or {@link Kind.Message#SAVED_ECR}
	 * @param number the number of the message
	 * @return the form
	 */
	byte[] form(Kind.Message message, int number) {
		boolean saved = message == Kind.Message.SAVED_ECR;
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(field("message_type", "ecr"));
		form.writeBytes(field("config_file_name", saved ? saveConfig(number) : NO_SAVE_CONFIG));
		form.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"upload_file\"; "
				+ "filename=\"a.zip\"\r\nContent-Type: application/zip\r\n\r\n"));
		form.writeBytes(zip(saved ? savedEcr(number) : this.ecr));
		form.writeBytes(bytes("\r\n--" + BOUNDARY + "--\r\n"));
		return form.toByteArray();
	}

	static String formType() {
		return "multipart/form-data; boundary=" + BOUNDARY;
	}

	private static byte[] field(String name, String value) {
		return bytes(
				"--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
	}

	private static byte[] zip(String eicr) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("CDA_eICR.xml"));
			zip.write(bytes(eicr));
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

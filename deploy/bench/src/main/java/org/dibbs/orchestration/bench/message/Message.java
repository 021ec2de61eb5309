package org.dibbs.orchestration.bench.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;

/**
 * A message that is sent again and again: one of the shipped samples, made larger by
 * repeating a part of it.
 *
 * @param document the body of {@code POST /process-message}
 */
public record Message(byte[] document) {

	private static final String FHIR_CONFIG = "sample-fhir-test-config.json";

	private static final String ECR_CONFIG = "sample-orchestration-config.json";

	/**
	 * A FHIR bundle, for four calls.
	 * @param root the folder of the repository
	 * @param size how many bytes it is to have about
	 * @return the message
	 * @throws IOException if the sample cannot be read
	 */
	public static Message fhir(Path root, int size) throws IOException {
		return fhir(root, size, FHIR_CONFIG);
	}

	/**
	 * A FHIR bundle for another workflow.
	 * @param root the folder of the repository
	 * @param size how many bytes it is to have about
	 * @param config the name of the workflow's config
	 * @return the message
	 * @throws IOException if the sample cannot be read
	 */
	public static Message fhir(Path root, int size, String config) throws IOException {
		byte[] sample = Files.readAllBytes(root.resolve("deploy/local/samples/fhir.json"));
		String bundle = compact(new String(sample, StandardCharsets.UTF_8));
		JsonFragment entries = Objects.requireNonNull(JsonMembers.member(JsonFragment.literal(bundle), "entry"),
				"The sample has no entry");
		String all = entries.json();
		String inner = all.substring(1, all.length() - 1);
		String grown = grow(bundle, all, "[" + inner, "," + inner, "]", size);
		return new Message(document("fhir", config, JsonFragment.literal(grown)));
	}

	/**
	 * A case report, for eight calls.
	 * @param root the folder of the repository
	 * @param size how many bytes it is to have about
	 * @return the message
	 * @throws IOException if the sample cannot be read
	 */
	public static Message ecr(Path root, int size) throws IOException {
		String sample = Files.readString(root.resolve("deploy/local/samples/ecr.xml"));
		int from = sample.indexOf("<component>", sample.indexOf("<structuredBody>"));
		int to = sample.indexOf("</structuredBody>");
		String sections = sample.substring(from, to);
		String grown = grow(sample, sections, sections, sections, "", size);
		return new Message(document("ecr", ECR_CONFIG, JsonFragment.string(grown)));
	}

	private static String grow(String sample, String part, String first, String further, String last, int size) {
		StringBuilder grown = new StringBuilder(first);
		int rest = sample.length() - part.length();
		while (rest + grown.length() + further.length() / 2 < size) {
			grown.append(further);
		}
		return sample.replace(part, grown.append(last));
	}

	private static String compact(String json) {
		StringBuilder compact = new StringBuilder(json.length());
		boolean quoted = false;
		for (int i = 0; i < json.length(); i++) {
			char character = json.charAt(i);
			if (character == '"' && json.charAt(i - 1) != '\\') {
				quoted = !quoted;
			}
			if (quoted || !Character.isWhitespace(character)) {
				compact.append(character);
			}
		}
		return compact.toString();
	}

	// The message comes last, as the floor expects it.
	private static byte[] document(String type, String config, JsonFragment message) {
		return new JsonObjectBuilder().member("message_type", type)
			.member("data_type", type)
			.member("config_file_name", config)
			.member("message", message)
			.build()
			.bytes();
	}

}

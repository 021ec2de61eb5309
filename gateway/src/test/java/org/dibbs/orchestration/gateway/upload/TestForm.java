package org.dibbs.orchestration.gateway.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Multipart bodies for tests.
 */
public final class TestForm {

	/** The content type of every body. */
	public static final String TYPE = "multipart/form-data; boundary=\"b o/u\"";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/** A form as it should be. */
	public static byte[] of(String fileType, byte[] file) {
		return new TestForm().field("message_type", "ecr")
			.field("config_file_name", "c.json")
			.file(fileType, file)
			.bytes();
	}

	public TestForm field(String name, String value) {
		return part("name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
	}

	public TestForm file(String type, byte[] content) {
		return part("name=\"upload_file\"; filename=\"Jörg \\\"CDA.zip\"", type, content);
	}

	private TestForm part(String disposition, String type, byte[] content) {
		write("--b o/u\r\ncontent-disposition: form-data; " + disposition + "\r\n");
		if (type != null) {
			write("Content-Type: " + type + "\r\n");
		}
		write("\r\n");
		this.bytes.writeBytes(content);
		write("\r\n");
		return this;
	}

	private void write(String text) {
		this.bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

	public byte[] bytes() {
		write("--b o/u--\r\n");
		return this.bytes.toByteArray();
	}

}

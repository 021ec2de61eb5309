package org.dibbs.orchestration.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Forms as clients of {@code POST /process-zip} send them.
 */
public final class Upload {

	private static final String BOUNDARY = "------------------------upload";

	private final ByteArrayOutputStream form = new ByteArrayOutputStream();

	/**
	 * A zip file.
	 * @param entries name and content of each entry in turn
	 * @return its bytes
	 */
	public static byte[] zip(String... entries) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry(entries[i]));
				zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Adds a field.
	 * @param name its name
	 * @param value its value
	 * @return this
	 */
	public Upload field(String name, String value) {
		return write(
				"--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
	}

	/**
	 * Adds the file.
	 * @param type its content type
	 * @param content its bytes
	 * @return this
	 */
	public Upload file(String type, byte[] content) {
		write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"upload_file\"; filename=\"a\"\r\n"
				+ "Content-Type: " + type + "\r\n\r\n");
		this.form.writeBytes(content);
		return write("\r\n");
	}

	/**
	 * The content type of the form.
	 * @return the media type with its boundary
	 */
	public String contentType() {
		return "multipart/form-data; boundary=" + BOUNDARY;
	}

	/**
	 * The form as it is sent.
	 * @return its bytes
	 */
	public byte[] body() {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.writeBytes(this.form.toByteArray());
		whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
		return whole.toByteArray();
	}

	static HttpRequest.Builder request(URI uri, String messageType, String config, String fileType, byte[] file) {
		Upload upload = new Upload().field("message_type", messageType)
			.field("config_file_name", config)
			.file(fileType, file);
		return HttpRequest.newBuilder(uri)
			.header("Content-Type", upload.contentType())
			.POST(HttpRequest.BodyPublishers.ofByteArray(upload.body()));
	}

	private Upload write(String text) {
		this.form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		return this;
	}

}

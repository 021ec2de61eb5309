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
final class Upload {

	private static final String BOUNDARY = "------------------------upload";

	private Upload() {
	}

	static byte[] zip(String entry, String content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(content.getBytes(StandardCharsets.UTF_8));
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static HttpRequest.Builder request(URI uri, String messageType, String config, String fileType, byte[] file) {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		write(form, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"message_type\"\r\n\r\n" + messageType
				+ "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"config_file_name\"\r\n\r\n" + config
				+ "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"upload_file\"; filename=\"a\"\r\n"
				+ "Content-Type: " + fileType + "\r\n\r\n");
		form.writeBytes(file);
		write(form, "\r\n--" + BOUNDARY + "--\r\n");
		return HttpRequest.newBuilder(uri)
			.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
			.POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()));
	}

	private static void write(ByteArrayOutputStream form, String text) {
		form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

}

package org.dibbs.orchestration.gateway.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.dibbs.orchestration.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes a submission of the body of {@code POST /process-zip}. Takes time and memory in
 * proportion to what is in the file, so not for the event loop.
 */
@Component
public class UploadReader {

	private static final String MESSAGE_TYPE = "message_type";

	private static final String CONFIG_FILE_NAME = "config_file_name";

	private static final String UPLOAD_FILE = "upload_file";

	private static final String MESSAGE = "message";

	private static final String RR_DATA = "rr_data";

	private static final String EICR = "CDA_eICR.xml";

	private static final String RR = "CDA_RR.xml";

	private final ZipLimits limits;

	UploadReader(UploadProperties properties) {
		this.limits = properties.zipLimits();
	}

	/**
	 * Reads an upload.
	 * @param contentType the content type of the request, or null
	 * @param body the body of the request; not needed any more afterwards
	 * @param memory is asked for each further count of bytes that the submission takes,
	 * and says whether there are as many
	 * @return the submission
	 * @throws ProblemException that tells what is wrong with the upload
	 */
	public SubmissionRequest read(@Nullable String contentType, byte[] body, LongPredicate memory) {
		MultipartForm form = MultipartForm.parse(contentType, Bytes.of(body));
		MultipartForm.Part type = form.part(MESSAGE_TYPE);
		MultipartForm.Part config = form.part(CONFIG_FILE_NAME);
		MultipartForm.Part file = form.part(UPLOAD_FILE);
		if (type == null || config == null || file == null) {
			throw missing(type, config, file);
		}
		DocumentWriter document = new DocumentWriter(memory);
		try {
			document.member(MESSAGE_TYPE, new StringReader(type.content().text(StandardCharsets.UTF_8)));
			document.member(CONFIG_FILE_NAME, new StringReader(config.content().text(StandardCharsets.UTF_8)));
			switch (UploadedFile.of(file.contentType(), file.content())) {
				case ZIP -> writeZip(file.content(), document);
				case JSON -> document.member(MESSAGE, json(file.content()));
				case XML -> writeXml(MESSAGE, file.content().stream(), document);
			}
		}
		catch (CharacterCodingException ex) {
			throw Refusals.encoding();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		return decode(document.finish());
	}

	private static ProblemException missing(MultipartForm.@Nullable Part type, MultipartForm.@Nullable Part config,
			MultipartForm.@Nullable Part file) {
		List<String> fields = new ArrayList<>();
		if (type == null) {
			fields.add(MESSAGE_TYPE);
		}
		if (config == null) {
			fields.add(CONFIG_FILE_NAME);
		}
		if (file == null) {
			fields.add(UPLOAD_FILE);
		}
		return new ProblemException(SubmissionDecoder.missing(fields));
	}

	private void writeZip(Bytes file, DocumentWriter document) throws IOException {
		ZipFileReader zip = ZipFileReader.open(file, this.limits);
		InputStream eicr = zip.open(EICR);
		if (eicr == null) {
			throw Refusals.unusable("There is no eICR in this zip file.");
		}
		writeXml(MESSAGE, eicr, document);
		InputStream rr = zip.open(RR);
		if (rr != null) {
			writeXml(RR_DATA, rr, document);
		}
	}

	private static void writeXml(String member, InputStream xml, DocumentWriter document) throws IOException {
		try (xml; Reader text = XmlText.decode(xml)) {
			document.member(member, text);
		}
	}

	private static Bytes json(Bytes file) {
		Bytes json = utf8(file);
		try {
			// The file has to be an object by itself: inside the document it could add
			// members.
			if (JsonMembers.of(JsonFragment.of(json.array(), json.from(), json.to())) == null) {
				throw Refusals.unusable("The uploaded JSON file does not hold an object.");
			}
		}
		catch (JsonSyntaxException ex) {
			throw Refusals.unusable("The uploaded file is not JSON: " + ex.getMessage() + ".");
		}
		return json;
	}

	private static Bytes utf8(Bytes file) {
		// The encoding shows in the first four bytes: JSON begins with ASCII.
		if (file.startsWith(0xFE, 0xFF) || file.slice(0, Math.min(4, file.length())).indexOf(new byte[1], 0) >= 0) {
			throw Refusals.unusable("The uploaded JSON file is not in UTF-8.");
		}
		return file.startsWith(0xEF, 0xBB, 0xBF) ? file.slice(3, file.length()) : file;
	}

	/**
	 * Reads a zip that comes without a form.
	 * @param messageType the kind of message in it
	 * @param configName the config to run it through
	 * @param zip the bytes of the zip; not needed any more afterwards
	 * @param memory as for {@link #read}
	 * @return the submission
	 * @throws ProblemException that tells what is wrong with the zip
	 */
	public SubmissionRequest readZip(String messageType, String configName, byte[] zip, LongPredicate memory) {
		DocumentWriter document = new DocumentWriter(memory);
		try {
			document.member(MESSAGE_TYPE, new StringReader(messageType));
			document.member(CONFIG_FILE_NAME, new StringReader(configName));
			writeZip(Bytes.of(zip), document);
		}
		catch (CharacterCodingException ex) {
			throw Refusals.encoding();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		return decode(document.finish());
	}

	// All of it is in memory.
	private static IllegalStateException unreadable(IOException ex) {
		return new IllegalStateException("An upload in memory was not readable", ex);
	}

	private static SubmissionRequest decode(byte[] document) {
		return switch (SubmissionDecoder.decode(document, SubmissionOrigin.PROCESS_ZIP)) {
			case Decoding.Valid valid -> valid.request();
			// The members are there, so only the depth can be wrong.
			case Decoding.Invalid invalid -> throw Refusals
				.unusable("The uploaded JSON is nested deeper than " + (JsonMembers.MAX_DEPTH - 1) + " levels.");
		};
	}

}

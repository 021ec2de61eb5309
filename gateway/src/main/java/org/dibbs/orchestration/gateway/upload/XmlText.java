package org.dibbs.orchestration.gateway.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes XML (Extensible Markup Language 1.0, appendix F): a byte order mark says the
 * encoding, else the XML declaration, else it is UTF-8. What is no longer in the encoding
 * that its declaration names gets a declaration that says UTF-8, since building blocks
 * parse the text from UTF-8 bytes.
 */
final class XmlText {

	/** A declaration is shorter; where it is not, it counts as absent. */
	private static final int PROLOG = 512;

	private static final Pattern ENCODING = Pattern
		.compile("^<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

	private XmlText() {
	}

	/**
	 * The characters of a document.
	 * @param stream its bytes
	 * @return the characters, without byte order mark; reading fails with a
	 * {@link java.nio.charset.CharacterCodingException} where bytes are no characters
	 * @throws IOException if the beginning cannot be read
	 */
	static Reader decode(InputStream stream) throws IOException {
		BufferedInputStream bytes = new BufferedInputStream(stream, 2 * PROLOG);
		bytes.mark(PROLOG);
		Bytes prolog = Bytes.of(bytes.readNBytes(PROLOG));
		bytes.reset();
		if (ZipFileReader.isZip(prolog)) {
			throw Refusals.unusable("The document is a zip file itself. Nested zip files are not opened.");
		}
		Mark mark = Mark.of(prolog);
		bytes.skipNBytes(mark.length());
		Charset charset = (mark != Mark.NONE) ? mark.charset() : declared(prolog);
		return withTrueDeclaration(new InputStreamReader(bytes,
				charset.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT)));
	}

	private static Charset declared(Bytes prolog) {
		Matcher matcher = ENCODING.matcher(prolog.text(StandardCharsets.ISO_8859_1));
		if (!matcher.find()) {
			return StandardCharsets.UTF_8;
		}
		try {
			Charset charset = Charset.forName(matcher.group(1));
			// A declaration that was just read byte by byte is not in UTF-16.
			return charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw Refusals.unusable("The XML declaration names an encoding that is not supported.");
		}
	}

	private static Reader withTrueDeclaration(Reader text) throws IOException {
		char[] begin = new char[PROLOG];
		int length = 0;
		int count = text.read(begin, 0, PROLOG);
		while (count > 0) {
			length += count;
			count = text.read(begin, length, PROLOG - length);
		}
		StringBuilder prolog = new StringBuilder().append(begin, 0, length);
		Matcher matcher = ENCODING.matcher(prolog);
		if (matcher.find() && !matcher.group(1).equalsIgnoreCase("utf-8")) {
			prolog.replace(matcher.start(1), matcher.end(1), "UTF-8");
		}
		PushbackReader reader = new PushbackReader(text, prolog.length() + 1);
		reader.unread(prolog.toString().toCharArray());
		return reader;
	}

	/** The byte order marks. */
	private enum Mark {

		UTF_8(3, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),

		UTF_16BE(2, StandardCharsets.UTF_16BE, 0xFE, 0xFF),

		UTF_16LE(2, StandardCharsets.UTF_16LE, 0xFF, 0xFE),

		/** UTF-16 without a mark shows by its first two characters. */
		BARE_UTF_16BE(0, StandardCharsets.UTF_16BE, 0, '<', 0, '?'),

		BARE_UTF_16LE(0, StandardCharsets.UTF_16LE, '<', 0, '?', 0),

		NONE(0, StandardCharsets.UTF_8);

		private final int length;

		private final Charset charset;

		private final int[] begin;

		Mark(int length, Charset charset, int... begin) {
			this.length = length;
			this.charset = charset;
			this.begin = begin;
		}

		static Mark of(Bytes prolog) {
			for (Mark mark : values()) {
				if (prolog.startsWith(mark.begin)) {
					return mark;
				}
			}
			return NONE;
		}

		int length() {
			return this.length;
		}

		Charset charset() {
			return this.charset;
		}

	}

}

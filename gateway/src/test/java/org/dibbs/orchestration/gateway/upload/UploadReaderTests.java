package org.dibbs.orchestration.gateway.upload;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UploadReaderTests {

	private static final String ZIP = "application/zip";

	private static final String SECRET = "Testpatient";

	private static final String ENCODING = "The document is not in the encoding that its XML declaration names, "
			+ "or not in UTF-8 where it names none.";

	private final UploadReader reader = new UploadReader(new UploadProperties(DataSize.ofMegabytes(30), 1000, 500));

	private long memory = Long.MAX_VALUE;

	@ParameterizedTest
	@ValueSource(strings = { ZIP, "application/x-zip-compressed", "application/octet-stream", "text/plain", "no type" })
	void readsEicrAndRrFromAZip(String type) {
		byte[] zip = new TestZip().with("CDA_eICR.html", "no")
			.with("__MACOSX/CDA_eICR.xml", "no")
			.with("CDA_eICR.xml/", "")
			.with("x/CDA_eICR.xml", "<a b=\"ü😀\"/>\r\n")
			.with("CDA_eICR.xml", "no")
			.with("../../CDA_RR.xml.bak", "<rr/>")
			.bytes();
		SubmissionRequest request = read(type, zip);
		assertThat(request.origin()).isEqualTo(SubmissionOrigin.PROCESS_ZIP);
		assertThat(request.messageType()).isEqualTo("ecr");
		assertThat(request.configName()).isEqualTo("c.json");
		assertThat(request.message().text()).isEqualTo("<a b=\"ü😀\"/>\r\n");
		assertThat(request.rrData().text()).isEqualTo("<rr/>");
	}

	@Test
	void readsAZipWithoutRr() {
		assertThat(read(ZIP, TestZip.eicr("<a/>")).rrData()).isNull();
	}

	@Test
	void readsAStoredEntryAfterOtherBytes() {
		byte[] zip = new TestZip().withStored("CDA_eICR.xml", "<a/>".getBytes(StandardCharsets.UTF_8)).bytes();
		byte[] prefixed = new byte[zip.length + 7];
		System.arraycopy(zip, 0, prefixed, 7, zip.length);
		assertThat(read(ZIP, prefixed).message().text()).isEqualTo("<a/>");
	}

	@Test
	void readsALargeEicrThatRepeatsItself() {
		String section = "<observation code=\"94500-6\">ü😀</observation>\n";
		String large = "<a>" + section.repeat(20_000_000 / section.length()) + "</a>";
		byte[] zip = TestZip.eicr(large);
		assertThat(large.length() / zip.length).isGreaterThan(200);
		assertThat(read(ZIP, zip).message().text()).isEqualTo(large);
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8,no", "UTF-8,UTF-8", "ISO-8859-1,ISO-8859-1", "windows-1252,Windows-1252", "UTF-16,UTF-16",
			"UTF-16LE,utf-16", "UTF-16BE,no", "UTF-8,utf-16" })
	void decodesXmlAsItDeclares(String charset, String declared) {
		String head = declared.equals("no") ? "<?xml version=\"1.0\"?>"
				: "<?xml version='1.0' encoding = '" + declared + "'?>";
		byte[] xml = (head + "<a>é</a>").getBytes(Charset.forName(charset));
		String expected = head.replaceAll("'(?i:ISO.*|windows.*|utf-16)'", "'UTF-8'") + "<a>é</a>";
		assertThat(read("text/xml", xml).message().text()).isEqualTo(expected);
		assertThat(read(ZIP, new TestZip().with(TestZip.EICR, xml).bytes()).message().text()).isEqualTo(expected);
	}

	@Test
	void leavesAByteOrderMarkOut() {
		assertThat(read("application/xml", "\uFEFF<a/>").message().text()).isEqualTo("<a/>");
		assertThat(read("application/json", "\uFEFF{}").message().json()).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json; charset=utf-8", "application/fhir+json",
			"application/octet-stream", "no type" })
	void passesAJsonFileOnAsTheObjectItHolds(String type) {
		assertThat(read(type, " {\"a\":[1.50, \"\\u00e9\"]}\n").message().json())
			.isEqualTo("{\"a\":[1.50, \"\\u00e9\"]}");
	}

	@Test
	void leavesAnyTypeOfMessageToTheBlocks() {
		byte[] form = new TestForm().field("message_type", "z\"z")
			.field("data_type", "nonsense")
			.field("config_file_name", "first")
			.field("config_file_name", "last")
			.file("application/json", "{}".getBytes(StandardCharsets.UTF_8))
			.bytes();
		SubmissionRequest request = this.reader.read(TestForm.TYPE, form, this::take);
		assertThat(request.messageType()).isEqualTo("z\"z");
		assertThat(request.configName()).isEqualTo("last");
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void saysWhatIsWrongWithAFile(String detail, String type, byte[] file) {
		assertThat(refusal(type, file)).isEqualTo(Problem.of(ProblemKind.UNUSABLE_UPLOAD, detail));
	}

	static Stream<Arguments> unusable() {
		return Stream.of(zips(), documents()).flatMap((rows) -> rows);
	}

	private static Stream<Arguments> zips() {
		byte[] good = TestZip.eicr(SECRET + " ".repeat(100));
		Stream<Arguments> damaged = Stream.of("0:0", "10:0", "16:1", "22:1", "24:1", "25:1", "28:255", "42:1", "44:1")
			.map((change) -> Arguments.of(Refusals.DAMAGED, ZIP, changed(good, change)));
		Stream<Arguments> others = Stream.of(
				Arguments.of("There is no eICR in this zip file.", ZIP, new TestZip().with(SECRET, "x").bytes()),
				Arguments.of("There is no eICR in this zip file.", ZIP, new TestZip().bytes()),
				Arguments.of("The uploaded file is not a zip file.", ZIP, bytes(SECRET)),
				Arguments.of("The uploaded file is not a zip file.", "no type", bytes(SECRET)),
				Arguments.of("The zip file is incomplete.", ZIP, Arrays.copyOf(good, good.length - 1)),
				Arguments.of("The zip file is encrypted. Send it without a password.", ZIP, changed(good, "8:1")),
				Arguments.of("The zip file is compressed in a way that is not supported. Use deflate or store.", ZIP,
						changed(good, "10:12")),
				Arguments.of("The document is a zip file itself. Nested zip files are not opened.", ZIP,
						new TestZip().with("CDA_eICR.xml.zip", good).bytes()),
				Arguments.of(ENCODING, ZIP, new TestZip().with(TestZip.EICR, new byte[] { '<', (byte) 0xE9 }).bytes()));
		return Stream.concat(damaged, others);
	}

	private static byte[] changed(byte[] zip, String change) {
		String[] parts = change.split(":");
		return TestZip.withDirectoryByte(zip, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
	}

	private static Stream<Arguments> documents() {
		return Stream.of(Arguments.of(ENCODING, "text/xml", new byte[] { '<', (byte) 0xE9, '>' }),
				Arguments.of("The XML declaration names an encoding that is not supported.", "text/xml",
						bytes("<?xml version='1.0' encoding='" + SECRET + "'?>")),
				Arguments.of("The uploaded file is not JSON: Expecting value at character 5.", "application/json",
						bytes("{\"a\":" + SECRET)),
				Arguments.of("The uploaded file is not JSON: Extra data at character 3.", "application/json",
						bytes("{} ,\"rr_data\":\"\"")),
				Arguments.of("The uploaded JSON file does not hold an object.", "application/json", bytes("[{}]")),
				Arguments.of("The uploaded JSON file is not in UTF-8.", "application/json",
						"{}".getBytes(StandardCharsets.UTF_16LE)),
				Arguments.of("The uploaded JSON is nested deeper than 499 levels.", "application/json",
						bytes("{\"a\":".repeat(500) + "1" + "}".repeat(500))),
				Arguments.of("Files of this type are not supported: upload a zip file (application/zip), "
						+ "JSON (application/json) or XML (text/xml).", "text/" + SECRET, bytes("<a/>")));
	}

	@Test
	void refusesAnEntryOverTheLimitBeforeMemoryIsSpent() {
		this.memory = 100_000;
		assertThat(refusal(ZIP, TestZip.withDirectoryByte(TestZip.eicr("<a/>"), 27, 0x40)))
			.isEqualTo(Problem.of(ProblemKind.TOO_LARGE, "The document in the zip file is larger than the limit of "
					+ "31457280 bytes (UPLOAD_MAX_ENTRY_SIZE)."));
	}

	@Test
	void refusesAZipBombBeforeMemoryIsSpent() {
		this.memory = 100_000;
		assertThat(refusal(ZIP, TestZip.eicr(" ".repeat(2_000_000)))).isEqualTo(Problem.of(ProblemKind.TOO_LARGE,
				"The document in the zip file unfolds to more than 500 times its size (UPLOAD_MAX_RATIO): "
						+ "this looks like a zip bomb."));
	}

	@Test
	void refusesAZipWithTooManyEntries() {
		TestZip zip = new TestZip().with(TestZip.EICR, "<a/>");
		for (int i = 0; i < 1000; i++) {
			zip.with("entry " + i, "");
		}
		assertThat(refusal(ZIP, zip.bytes())).isEqualTo(Problem.of(ProblemKind.TOO_LARGE,
				"The zip file has more entries than the limit of 1000 (UPLOAD_MAX_ENTRIES)."));
	}

	@Test
	void refusesATextThatIsTooLargeForTheQueueWhenEscaped() {
		byte[] xml = bytes("\"<a/>\n".repeat(5_000_000));
		assertThat(refusal("text/xml", xml).kind()).isEqualTo(ProblemKind.TOO_LARGE);
	}

	@Test
	void refusesWhereThereIsNoMemory() {
		this.memory = 100_000;
		Problem problem = refusal(ZIP, TestZip.eicr("<a>0123456789</a>".repeat(10_000)));
		assertThat(problem.kind()).isEqualTo(ProblemKind.TOO_MANY);
	}

	private SubmissionRequest read(String type, String file) {
		return read(type, bytes(file));
	}

	private SubmissionRequest read(String type, byte[] file) {
		return this.reader.read(TestForm.TYPE, TestForm.of(type.equals("no type") ? null : type, file), this::take);
	}

	private boolean take(long bytes) {
		this.memory -= bytes;
		return this.memory >= 0;
	}

	private Problem refusal(String type, byte[] file) {
		ProblemException ex = catchThrowableOfType(ProblemException.class, () -> read(type, file));
		assertThat(ex).isNotNull();
		assertThat(ex.getMessage()).doesNotContain(SECRET);
		return ex.problem();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

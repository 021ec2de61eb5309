package org.dibbs.orchestration.local.secrecy;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.socket.TestSocket;

/**
 * Marked messages, configs and questions that are refused. Parsers like to quote what
 * they cannot read.
 */
final class RefusedTraffic {

	private static final String MESSAGES = "/process-message";

	private static final String JSON = "application/json";

	private static final List<String> HEADERS = List.of(ExchangeHeaders.ACCEPTED_AT, ExchangeHeaders.RESULT_PARTITION,
			ExchangeHeaders.ORIGIN, ExchangeHeaders.PROGRESS_PARTITION, ExchangeHeaders.REPLY_UNTIL,
			ExchangeHeaders.BATCH_ID, ExchangeHeaders.ATTEMPT, ExchangeHeaders.CHECKPOINT, ExchangeHeaders.NEXT_STEP,
			ExchangeHeaders.CONFIG_VERSION, ExchangeHeaders.ORIGIN_TRACEPARENT, ExchangeHeaders.TRACEPARENT);

	private final Traffic traffic;

	private final Markers markers;

	private final Documents documents;

	RefusedTraffic(Traffic traffic, Documents documents) {
		this.traffic = traffic;
		this.markers = traffic.markers();
		this.documents = documents;
	}

	void send() {
		brokenJson();
		wrongValues();
		uploads();
		batches();
		configs();
		questions();
		noHttp();
		sockets();
		records();
	}

	private String word(String where) {
		return this.markers.word(where);
	}

	private void brokenJson() {
		String whole = this.documents.fhir("sample-fhir-test-config.json");
		List<String> broken = List.of(whole.substring(0, whole.length() / 2), word("no JSON"),
				"{\"message\":" + word("a bare word") + "}", "{\"message\":\"" + word("a bad escape") + "\\q\"}",
				"{\"message\":\"" + word("a line break in a text") + "\n\"}", "[\"" + word("a list") + "\"]",
				"{\"" + word("a name without value") + "\"}", whole + word("after the end"),
				"{" + word("a name without quotes") + ":1}", "\"" + word("a text alone") + "\"");
		for (String body : broken) {
			this.traffic.post("broken JSON", MESSAGES, JSON, body);
			this.traffic.post("broken JSON that nobody waits for", "/submissions", JSON, body);
		}
		this.traffic.post("JSON by another name", MESSAGES, "text/" + word("content type"), whole);
		this.traffic.post("no content type at all", MESSAGES, word("broken content type"), whole);
	}

	// as upstream: what is given for an enumeration is told back
	private void wrongValues() {
		String given = "message_type that is unknown";
		this.traffic.post("an unknown message type", MESSAGES, JSON,
				Traffic.document(word(given), "fhir", "c.json", this.documents.fhir(), ""), given);
		String type = "data_type that is unknown";
		this.traffic.post("an unknown data type", MESSAGES, JSON,
				Traffic.document("fhir", word(type), "c.json", this.documents.fhir(), ""), type);
		this.traffic.post("a list as message", MESSAGES, JSON,
				Traffic.document("elr", "hl7", "c.json", "[\"" + word("message in a list") + "\"]", ""));
		this.traffic.post("an object where text belongs", MESSAGES, JSON,
				Traffic.document("fhir", "fhir", "c.json", Documents.quoted(word("FHIR as a text")), ""));
		this.traffic.post("RR where none belongs", MESSAGES, JSON, Traffic.document("elr", "hl7", "c.json",
				Documents.quoted(this.documents.elr()), Documents.quoted(this.documents.rr())));
		this.traffic.post("a text where an object belongs", MESSAGES, JSON,
				"{\"config_file_name\":{\"a\":\"" + word("config name in an object") + "\"},\"message\":1}");
		for (String name : List.of("%s.json", "Jane %s", "../%s", "%s".repeat(3))) {
			String where = "config name " + name;
			this.traffic.post("an unknown config", MESSAGES, JSON, this.documents.fhir(name.replace("%s", word(where))),
					where);
		}
		this.traffic.send("two keys",
				this.traffic.request(MESSAGES, JSON, this.documents.fhir("c.json"))
					.header("Idempotency-Key", word("one of two keys"))
					.header("Idempotency-Key", word("other of two keys")));
		this.traffic.send("a strange preference",
				this.traffic.request(MESSAGES, JSON, "{}").header("Prefer", "wait=" + word("preference")));
	}

	private void uploads() {
		upload("no zip", "application/zip", word("no zip").getBytes(StandardCharsets.UTF_8));
		upload("a zip without an eICR", "application/zip",
				Upload.zip(word("name in a zip without eICR") + ".xml", word("content of a zip without eICR")));
		upload("a broken zip", "application/zip",
				new String(Upload.zip("CDA_eICR.xml" + word("name in a broken zip"), this.documents.ecr()),
						StandardCharsets.ISO_8859_1)
					.substring(0, 200)
					.getBytes(StandardCharsets.ISO_8859_1));
		upload("no JSON", JSON, ("{" + word("broken JSON in a file")).getBytes(StandardCharsets.UTF_8));
		upload("a strange type", "image/" + word("content type of a file"), new byte[9]);
		this.traffic.post("a form without fields", "/process-zip", "multipart/form-data; boundary=" + word("boundary"),
				word("what is no form"));
		this.traffic.post("no form", "/process-zip", JSON, "{\"a\":\"" + word("JSON where a form belongs") + "\"}");
	}

	private void upload(String what, String type, byte[] file) {
		Upload form = new Upload().field("message_type", "ecr")
			.field("config_file_name", "test-no-save.json")
			.file(type, file);
		this.traffic.send(what, this.traffic.request("/process-zip", form.contentType(), "")
			.POST(HttpRequest.BodyPublishers.ofByteArray(form.body())));
	}

	private void batches() {
		String path = "/submissions/batch";
		this.traffic.post("a batch with a broken line", path, "application/x-ndjson",
				this.documents.elr("c.json") + "\n{" + word("a broken line") + "\n");
		this.traffic.post("a batch that is neither", path, "text/plain", word("neither lines nor HL7"));
		String hl7 = path + "?config_file_name=c.json&message_type=";
		this.traffic.post("a batch whose count is wrong", hl7 + "elr", "application/hl7-v2", "BHS|^~\\&|"
				+ word("BHS-3") + "\r" + this.documents.elr().replace('\n', '\r') + "BTS|2|" + word("BTS-2") + "\r");
		this.traffic.post("a count that is none", hl7 + "elr", "application/hl7-v2",
				"BHS|^~\\&|L\r" + this.documents.elr().replace('\n', '\r') + "BTS|" + word("BTS-1") + "\r");
		this.traffic.post("a segment out of place", hl7 + "elr", "application/hl7-v2",
				"FHS|^~\\&|L\r" + word("no segment") + "|x\r");
		this.traffic.post("a batch of an unknown type", hl7 + word("message_type of a batch"), "application/hl7-v2",
				this.documents.elr(), "message_type of a batch");
	}

	private void configs() {
		put("no JSON", "a.json", "{" + word("broken JSON of a config"));
		put("no workflow", "a.json", "{\"workflow\":\"" + word("text as a workflow") + "\"}");
		// Which step, and what is known instead, has to be told.
		String step = "{\"workflow\":{\"workflow\":[{\"service\":\"%s\",\"endpoint\":\"%s\",\"params\":{\"a\":\"%s\"}}]}}";
		put("an unknown service", "a.json",
				step.formatted(word("unknown service"), "/x", word("parameter of an unknown service")),
				"unknown service");
		put("an unknown endpoint", "a.json",
				step.formatted("ingestion", "/" + word("unknown endpoint"), word("parameter of an unknown endpoint")),
				"unknown endpoint");
		put("params that are none", "a.json", "{\"workflow\":{\"workflow\":[{\"service\":\"ingestion\",\"endpoint\":"
				+ "\"standardize_names\",\"params\":\"" + word("text as params") + "\"}]}}");
		put("an answer mapped from nowhere", "a.json",
				"{\"workflow\":{\"workflow\":[{\"service\":\"ingestion\",\"endpoint\":"
						+ "\"/fhir/harmonization/standardization/standardize_names\",\"previous_response_to_param_mapping\":{\""
						+ word("name of an unknown step") + "\":5}}]}}",
				"name of an unknown step");
	}

	private void put(String what, String name, String body, String... mayName) {
		this.traffic.send("a config with " + what,
				this.traffic.request("/configs/" + name, JSON, "").PUT(HttpRequest.BodyPublishers.ofString(body)),
				mayName);
	}

	private void questions() {
		for (String parameter : List.of("status", "limit", "cursor", "accepted_after", "origin", "batch", "wait")) {
			this.traffic.get("a question with a strange " + parameter,
					"/submissions?" + parameter + "=" + word("value of " + parameter), "value of " + parameter);
		}
		this.traffic.get("an id that is none", "/submissions/" + UUID.randomUUID() + "?wait=" + word("wait"));
		this.traffic.post("a strange replay", "/submissions/" + UUID.randomUUID() + "/replay", JSON, "{\"config\":\""
				+ word("config of a replay") + "\",\"from_step\":\"" + word("step of a replay") + "\"}");
		this.traffic.post("a replay that is no JSON", "/submissions/replay", JSON, "{" + word("broken replay"));
	}

	private void noHttp() {
		this.traffic.sendRaw("no request line", word("a request line") + "\r\n\r\n");
		this.traffic.sendRaw("an unknown version", "GET / " + word("an HTTP version") + "\r\n\r\n");
		this.traffic.sendRaw("a header without colon",
				"GET / HTTP/1.1\r\nHost: a\r\n" + word("half a header") + "\r\n\r\n");
		this.traffic.sendRaw("a strange length", "POST " + MESSAGES + " HTTP/1.1\r\nHost: " + word("host")
				+ "\r\nContent-Length: " + word("content length") + "\r\n\r\n{}");
		this.traffic.sendRaw("broken chunks",
				"POST " + MESSAGES + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
						+ "Content-Type: application/json\r\n\r\n" + word("length of a chunk") + "\r\n{}\r\n0\r\n\r\n");
		this.traffic.sendRaw("headers that are too long",
				"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + word("a long header").repeat(900) + "\r\n\r\n");
	}

	private void sockets() {
		socket("", word("a text frame"));
		socket("", word("a frame that is no zip").getBytes(StandardCharsets.UTF_8));
		socket("", Upload.zip(word("name in a zip of a socket") + ".xml", word("content of a zip of a socket")));
		socket("?config=" + word("config of a socket"), Upload.zip("CDA_eICR.xml", this.documents.ecr()));
		socket("", Upload.zip("CDA_eICR.xml", "<a>" + word("broken XML of a socket")));
	}

	private void socket(String query, Object frame) {
		String address = this.traffic.stack().gateway(1, "/process-ws").toString().replaceFirst("http", "ws");
		try (TestSocket socket = new TestSocket(address + query)) {
			Object sent = (frame instanceof byte[] bytes) ? socket.send(bytes) : socket.send(frame.toString());
			this.traffic.told("a socket, and " + sent.getClass(), socket.closed());
		}
	}

	private void records() {
		try (KafkaProbe probe = this.traffic.stack().probe(Topics.RESULTS)) {
			List<String> ids = HEADERS.stream().map((header) -> {
				String value = (header.equals(ExchangeHeaders.TRACEPARENT)) ? "00-" + word(header) : word(header);
				return record(probe, header, value, this.documents.fhir("sample-fhir-test-config.json"));
			}).toList();
			ids.forEach((id) -> probe.await(Topics.RESULTS, id));
			for (String value : List.of(word("a record that is no JSON"),
					"{\"message\":\"" + word("a record without type"),
					Traffic.document(word("message_type of a record"), "x", "c", "1", ""),
					this.documents.fhir(word("config of a record")))) {
				String id = record(probe, "x", "y", value);
				probe.await(Topics.RESULTS, id);
			}
			String batch = record(probe, ExchangeHeaders.BATCH_FORM, word("form of a batch"),
					word("a batch in a record"));
			probe.await(Topics.RESULTS, batch);
		}
	}

	private static String record(KafkaProbe probe, String header, String value, String document) {
		String id = UUID.randomUUID().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id,
				document.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(record.headers(), header, value);
		probe.write(record);
		return id;
	}

}

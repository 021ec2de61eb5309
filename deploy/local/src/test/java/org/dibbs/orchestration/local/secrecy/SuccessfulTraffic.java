package org.dibbs.orchestration.local.secrecy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.socket.TestSocket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Marked messages of all kinds that go all the way, by every door.
 */
final class SuccessfulTraffic {

	private static final String JSON = "application/json";

	private static final String CONFIG = "marked.json";

	private final Traffic traffic;

	private final Markers markers;

	private final Documents documents;

	SuccessfulTraffic(Traffic traffic, Documents documents) {
		this.traffic = traffic;
		this.markers = traffic.markers();
		this.documents = documents;
	}

	/**
	 * Sends everything.
	 * @return what was answered, all of it
	 */
	String send() {
		StringBuilder answers = new StringBuilder();
		answers.append(message(this.documents.ecr("sample-orchestration-config.json")));
		answers.append(message(this.documents.elr("sample-hl7-test-config.json")));
		answers.append(message(this.documents.vxu("sample-hl7-test-config.json")));
		answers.append(message(this.documents.fhir("sample-fhir-test-config.json")));
		answers.append(message(this.documents.fhir("sample-fhir-test-config-xml.json")));
		answers.append(configWithMarkedParams());
		upload();
		async();
		keyed();
		batches();
		socket();
		kafka();
		return answers.toString();
	}

	private String message(String document) {
		HttpResponse<String> answer = this.traffic.exchange(this.traffic.request("/process-message", JSON, document));
		assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
		return answer.body();
	}

	private String configWithMarkedParams() {
		String config = """
				{"overwrite":true,"workflow":{"%1$s":"%2$s","workflow":[
				 {"service":"ingestion","endpoint":"/fhir/harmonization/standardization/standardize_names","name":"names",
				  "params":{"case":"upper","%3$s":"%4$s"}},
				 {"service":"message_parser","endpoint":"/parse_message",
				  "params":{"parsing_schema_name":"ecr.json","credential_manager":"%5$s"}}]}}
				"""
			.formatted(this.markers.word("name of a config's member"), this.markers.word("value of a config's member"),
					this.markers.word("name of a parameter"), this.markers.word("value of a parameter"),
					this.markers.word("credential_manager of a config"));
		HttpResponse<String> stored = this.traffic.exchange(
				this.traffic.request("/configs/" + CONFIG, JSON, "").PUT(HttpRequest.BodyPublishers.ofString(config)));
		assertThat(stored.statusCode()).as("%s", stored.body()).isEqualTo(201);
		this.traffic.stack().get(this.traffic.stack().gateway(1, "/configs/" + CONFIG));
		return message(this.documents.fhir(CONFIG));
	}

	private void upload() {
		byte[] zip = Upload.zip(this.markers.word("name of a file in a zip") + "/CDA_eICR.xml", this.documents.ecr(),
				"a/CDA_RR.xml", this.documents.rr(), this.markers.word("name of another file in a zip") + ".txt",
				this.markers.word("content of another file in a zip"));
		Upload form = new Upload().field("message_type", "ecr")
			.field("config_file_name", "test-no-save.json")
			.field(this.markers.word("name of a form field"), this.markers.word("value of a form field"))
			.file("application/zip", zip);
		byte[] body = new String(form.body(), StandardCharsets.ISO_8859_1)
			.replace("filename=\"a\"", "filename=\"" + this.markers.word("name of an uploaded file") + ".zip\"")
			.getBytes(StandardCharsets.ISO_8859_1);
		HttpResponse<String> answer = this.traffic.exchange(this.traffic.request("/process-zip", form.contentType(), "")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
		assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
	}

	private void async() {
		HttpResponse<String> accepted = this.traffic.post("a message that nobody waits for", "/submissions", JSON,
				this.documents.fhir("sample-fhir-test-config.json"));
		assertThat(accepted.statusCode()).isEqualTo(202);
		String self = accepted.headers().firstValue("Location").orElseThrow();
		assertThat(this.traffic.get("how it is", self + "?wait=30s").body()).contains("SUCCEEDED");
		this.traffic.stack().get(this.traffic.stack().gateway(1, self + "/result"));
		this.traffic.get("its events", self + "/events");
		this.traffic.get("all of them", "/submissions?config=sample-fhir-test-config.json");
	}

	private void keyed() {
		String key = this.markers.word("Idempotency-Key");
		for (String document : new String[] { this.documents.fhir("sample-fhir-test-config.json"),
				this.documents.fhir("sample-fhir-test-config.json"),
				this.documents.fhir("sample-fhir-test-config-xml.json") }) {
			this.traffic.send("a message with a key",
					this.traffic.request("/submissions", JSON, document).header("Idempotency-Key", key));
		}
	}

	private void batches() {
		String lines = this.documents.elr("sample-hl7-test-config.json") + "\n"
				+ this.documents.fhir("sample-fhir-test-config.json") + "\n"
				+ this.documents.fhir("no-such-config.json");
		ended(this.traffic.post("a batch of lines", "/submissions/batch", "application/x-ndjson", lines));
		ended(this.traffic.post("a batch of HL7",
				"/submissions/batch?message_type=elr&config_file_name=sample-hl7-test-config.json",
				"application/hl7-v2", this.documents.elr() + this.documents.elr()));
	}

	private void ended(HttpResponse<String> batch) {
		assertThat(batch.statusCode()).as("%s", batch.body()).isEqualTo(202);
		String self = batch.headers().firstValue("Location").orElseThrow();
		assertThat(this.traffic.get("how a batch is", self + "?wait=30s").body()).contains("\"finished\":true");
	}

	private void socket() {
		byte[] zip = Upload.zip("CDA_eICR.xml", this.documents.ecr());
		String address = this.traffic.stack().gateway(1, "/process-ws").toString().replaceFirst("http", "ws") + "?"
				+ this.markers.word("name of a socket's parameter") + "="
				+ this.markers.word("value of a socket's parameter");
		try (TestSocket socket = new TestSocket(address).send(zip)) {
			String frame = "";
			while (!frame.contains("Processing succeeded!")) {
				frame = socket.next();
				assertThat(frame).doesNotContain("Something went wrong");
			}
		}
	}

	private void kafka() {
		String id = UUID.randomUUID().toString();
		String document = this.documents.elr("sample-hl7-test-config.json");
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS,
				this.markers.word("key of a record"), document.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(record.headers(), this.markers.word("name of a record's header"),
				this.markers.word("value of a record's header"));
		ExchangeHeaders.set(record.headers(), "baggage", "a=" + this.markers.word("baggage of a record"));
		try (KafkaProbe probe = this.traffic.stack().probe(Topics.RESULTS)) {
			probe.write(record);
			probe.await(Topics.RESULTS, id);
		}
	}

}

package org.dibbs.orchestration.local.secrecy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.KafkaProbe;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.socket.TestSocket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Marked messages that are accepted and fail, at building blocks whose answers are marked
 * in body and headers. The contract lets a caller have the error text of a block, and
 * nothing else of what it answered.
 */
final class FailingTraffic {

	private static final String JSON = "application/json";

	private static final String CONFIG = "sample-orchestration-config.json";

	private static final List<String> ENDPOINTS = List.of("validate", "convert-to-fhir", "standardize_names",
			"standardize_dob", "standardize_phones", "stamp-condition-extensions", "save-fhir-data", "parse_message");

	/** Of these a 400 is told whole, of the others its {@code message}. */
	private static final List<String> WHOLE = List.of("validate", "convert-to-fhir");

	private final Traffic traffic;

	private final Markers markers;

	private final Documents documents;

	FailingTraffic(Traffic traffic, Documents documents) {
		this.traffic = traffic;
		this.markers = traffic.markers();
		this.documents = documents;
	}

	void send() {
		for (String endpoint : ENDPOINTS) {
			failed(endpoint, 400);
			failed(endpoint, 500);
			unusable(endpoint);
		}
		redirected();
		refused();
		warned();
		unreadable();
		retried();
		keptForSomebody();
		socket();
		record();
	}

	// The sandbox takes each eCR once, so it has to forget the one before.
	private void fault(String fault) {
		this.traffic.stack().reset();
		this.traffic.stack().control(fault);
	}

	private String word(String where) {
		return this.markers.word(where);
	}

	private void failed(String endpoint, int status) {
		String what = endpoint + " answering " + status;
		arm(endpoint, 1, status,
				Map.of("message", "message of " + what, "detail", "detail of " + what, "bundle", "bundle of " + what));
		boolean message = status == 400 && !WHOLE.contains(endpoint);
		HttpResponse<String> answer = message
				? this.traffic.post(what, "/process-message", JSON, this.documents.ecr(CONFIG), "message of " + what)
				: this.traffic.post(what, "/process-message", JSON, this.documents.ecr(CONFIG), "message of " + what,
						"detail of " + what, "bundle of " + what);
		assertThat(answer.statusCode()).as(what).isEqualTo(status);
	}

	/** 200 with what cannot be used is a defect of the block, and not told. */
	private void unusable(String endpoint) {
		if (endpoint.equals("save-fhir-data")) {
			return;
		}
		arm(endpoint, 1, 200, Map.of("unexpected", "unusable answer of " + endpoint));
		post("an unusable answer of " + endpoint, 500);
		fault("{\"endpoint\":\"%s\",\"count\":1,\"status\":200,\"body\":\"<html>%s\",\"content_type\":\"text/%s\"}"
			.formatted(endpoint, word("no JSON from " + endpoint), word("content type of " + endpoint)));
		post("no JSON from " + endpoint, 500);
	}

	private void post(String what, int status) {
		HttpResponse<String> answer = this.traffic.post(what, "/process-message", JSON, this.documents.ecr(CONFIG));
		assertThat(answer.statusCode()).as(what).isEqualTo(status);
	}

	private void redirected() {
		fault("{\"endpoint\":\"validate\",\"count\":1,\"status\":302,\"body\":\"%s\",\"headers\":{\"Location\":\"/%s\"}}"
			.formatted(word("body of a redirect"), word("target of a redirect")));
		post("a redirect", 502);
		fault("{\"endpoint\":\"standardize_names\",\"count\":2,\"reset\":true}");
		post("a connection that breaks", 500);
	}

	private void refused() {
		String reason = "reason of a refusal";
		fault("{\"endpoint\":\"validate\",\"count\":1,\"status\":200,\"body\":{\"message_valid\":false,"
				+ "\"validation_results\":{\"fatal\":[\"" + word(reason) + "\"]},\"other\":\""
				+ word("rest of a refusal") + "\"}}");
		HttpResponse<String> answer = this.traffic.post("a refusal", "/process-message", JSON,
				this.documents.ecr(CONFIG), reason);
		assertThat(answer.statusCode()).isEqualTo(400);
	}

	private void warned() {
		fault("{\"endpoint\":\"standardize_dob\",\"count\":1,\"status\":200,\"body\":{\"status_code\":\""
				+ word("inner status") + "\",\"message\":\"" + word("message of a warning") + "\",\"bundle\":"
				+ this.documents.fhir() + "}}");
		this.traffic.exchange(this.traffic.request("/process-message", JSON, this.documents.ecr("test-no-save.json")));
	}

	/** The sandbox's own parsers refuse these, as the real ones do. */
	private void unreadable() {
		String xml = "broken XML";
		this.traffic.post(xml, "/process-message", JSON, Traffic.document("ecr", "ecr", CONFIG,
				Documents.quoted("<ClinicalDocument><a b='" + word(xml) + "'>&" + word(xml) + ";"), ""), xml);
		this.traffic.post("XML without what is needed", "/process-message", JSON, Traffic.document("ecr", "ecr",
				"create-seed-sql.json", Documents.quoted("<" + word("root of XML") + "/>"), ""), "root of XML");
		String hl7 = "broken HL7";
		this.traffic.post(hl7, "/process-message", JSON, Traffic.document("elr", "hl7", "sample-hl7-test-config.json",
				Documents.quoted("MSH|" + word(hl7) + "\rPID|||" + word(hl7)), ""), hl7);
		String fhir = "FHIR that is no bundle";
		this.traffic.post(fhir, "/process-message", JSON, Traffic.document("fhir", "fhir",
				"sample-fhir-test-config.json", "{\"resourceType\":\"" + word(fhir) + "\"}", ""), fhir);
	}

	private void retried() {
		String where = "message of an answer that is repeated";
		arm("standardize_names", -1, 503, Map.of("message", where));
		String self = accepted(this.documents.fhir("sample-fhir-test-config.json"));
		assertThat(this.traffic.get("a dead letter", self + "?wait=30s").body()).contains("DEAD");
		this.traffic.get("the result of a dead letter", self + "/result", where);
		this.traffic.stack().reset();
		this.traffic.post("a replay", self + "/replay", JSON, "{}");
		assertThat(this.traffic.get("a submission that was replayed", self + "?wait=30s").body())
			.contains("\"attempts\":3");
	}

	/** A save that nobody knows the end of. */
	private void keptForSomebody() {
		fault("{\"endpoint\":\"save-fhir-data\",\"count\":-1,\"reset\":true,\"after\":true}");
		String self = accepted(this.documents.ecr(CONFIG));
		assertThat(this.traffic.get("an unknown end", self + "?wait=30s").body()).contains("DEAD");
		this.traffic.get("the result of an unknown end", self + "/result");
		this.traffic.stack().reset();
	}

	private String accepted(String document) {
		HttpResponse<String> answer = this.traffic.post("a message that nobody waits for", "/submissions", JSON,
				document);
		assertThat(answer.statusCode()).isEqualTo(202);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	private void socket() {
		arm("convert-to-fhir", 1, 500, Map.of("message", "answer told by a socket"));
		String address = this.traffic.stack().gateway(1, "/process-ws").toString().replaceFirst("http", "ws");
		try (TestSocket socket = new TestSocket(address).send(Upload.zip("CDA_eICR.xml", this.documents.ecr()))) {
			this.traffic.told("a step that failed at a socket", socket.closed());
		}
	}

	private void record() {
		arm("standardize_names", 1, 400, Map.of("message", "answer to a record's step"));
		String id = UUID.randomUUID().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id,
				this.documents.fhir("sample-fhir-test-config.json").getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		try (KafkaProbe probe = this.traffic.stack().probe(Topics.RESULTS)) {
			probe.write(record);
			probe.await(Topics.RESULTS, id);
		}
	}

	private void arm(String endpoint, int count, int status, Map<String, String> members) {
		StringBuilder body = new StringBuilder("{\"status\":\"x\"");
		members.forEach((name, where) -> body.append(",\"%s\":\"%s\"".formatted(name, word(where))));
		fault("{\"endpoint\":\"%s\",\"count\":%d,\"status\":%d,\"body\":%s},\"headers\":{\"X-Answer\":\"%s\"}}"
			.formatted(endpoint, count, status, body, word("header of an answer of " + endpoint)));
	}

}

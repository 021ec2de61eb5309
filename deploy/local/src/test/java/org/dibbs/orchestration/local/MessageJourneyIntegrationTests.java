package org.dibbs.orchestration.local;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages on their way through all processes of a running stack.
 */
class MessageJourneyIntegrationTests {

	private static final String ECR = Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml");

	private static final String ELR = Stack.submission("elr", "hl7", "sample-hl7-test-config.json", "elr.hl7");

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private final Stack stack = Stack.shared();

	@AfterEach
	void clearFaults() {
		this.stack.reset();
	}

	@Test
	void answersAnEcrWithTheValuesParsedFromIt() {
		HttpResponse<String> answer = this.stack.submit(ECR);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
		assertThat(answer.body()).startsWith("{\"message\":\"Processing succeeded!\",\"processed_values\":")
			.contains("\"last_name\":\"TESTPATIENT\"");
	}

	@Test
	void answersALabReportWithItsBundle() {
		assertThat(this.stack.submit(ELR).body()).contains("\"resourceType\":\"Bundle\"", "TESTPATIENT");
	}

	@Test
	void answersAVaccinationWithItsBundle() {
		HttpResponse<String> answer = this.stack
			.submit(Stack.submission("vxu", "hl7", "sample-hl7-test-config.json", "vxu.hl7"));
		assertThat(answer.body()).contains("\"resourceType\":\"Immunization\"");
	}

	@Test
	void answersABundleWithTheValuesParsedFromIt() {
		assertThat(this.stack.submit(FHIR).body()).contains("\"last_name\":\"TESTPATIENT\"");
	}

	@Test
	void answersWithXmlWhereTheLastBlockDoes() {
		HttpResponse<String> answer = this.stack
			.submit(Stack.submission("fhir", "fhir", "sample-fhir-test-config-xml.json", "fhir.json"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/xml");
		assertThat(answer.body()).startsWith("<?xml").contains("ClinicalDocument");
	}

	@Test
	void servesTheOldPrefixToo() {
		assertThat(this.stack.post(this.stack.gateway("/orchestration/process-message"), FHIR).statusCode())
			.isEqualTo(200);
	}

	@Test
	void answersAnEcrInAZipLikeTheEcr() {
		HttpResponse<String> answer = upload("/process-zip", "ecr", "test-no-save.json", "application/zip",
				zippedEcr());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.headers().firstValue("submission-id")).isPresent();
		assertThat(answer.body()).isEqualTo(this.stack.submit(ECR).body());
	}

	@Test
	void answersAJsonFileLikeTheObjectInIt() {
		byte[] file = message(FHIR).bytes();
		HttpResponse<String> answer = upload("/orchestration/process-zip", "fhir", "sample-fhir-test-config.json",
				"application/json", file);
		assertThat(answer.body()).isEqualTo(this.stack.submit(FHIR).body());
	}

	@Test
	void leavesTheTypeOfAnUploadedMessageToTheBlocks() {
		HttpResponse<String> answer = upload("/process-zip", "zzz", "test-no-save.json", "application/zip",
				zippedEcr());
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).startsWith("{\"detail\":\"Service validation failed with error ");
	}

	@Test
	void saysThatAZipHasNoEcr() {
		HttpResponse<String> answer = upload("/process-zip", "ecr", "test-no-save.json", "application/zip",
				Upload.zip("other.xml", "<a/>"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).isEqualTo("{\"detail\":\"There is no eICR in this zip file.\"}");
	}

	@Test
	void showsSubmissionAndResultOnTheTopics() {
		try (KafkaProbe probe = this.stack.probe(Topics.SUBMISSIONS, Topics.RESULTS)) {
			HttpResponse<String> answer = this.stack.submit(FHIR);
			String id = answer.headers().firstValue("submission-id").orElseThrow();
			assertThat(text(probe.await(Topics.SUBMISSIONS, id))).isEqualTo(FHIR);
			assertThat(text(probe.await(Topics.RESULTS, id))).isEqualTo(answer.body());
		}
	}

	@Test
	void carriesTheCallersTraceAcrossTheQueue() {
		String trace = "0af7651916cd43dd8448eb211c80319c";
		try (KafkaProbe probe = this.stack.probe(Topics.SUBMISSIONS, Topics.RESULTS)) {
			HttpResponse<String> answer = this.stack
				.send(HttpRequest.newBuilder(this.stack.gateway("/process-message"))
					.header("Content-Type", "application/json")
					.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
					.POST(HttpRequest.BodyPublishers.ofString(FHIR)))
				.join();
			String id = answer.headers().firstValue("submission-id").orElseThrow();
			assertThat(ExchangeHeaders.get(probe.await(Topics.SUBMISSIONS, id).headers(), "traceparent"))
				.contains(trace);
			assertThat(ExchangeHeaders.get(probe.await(Topics.RESULTS, id).headers(), "traceparent")).contains(trace);
		}
	}

	@Test
	void answersASubmissionThatAnyKafkaClientWrote() {
		try (KafkaProbe probe = this.stack.probe(Topics.RESULTS)) {
			String id = SubmissionId.next().toString();
			probe.write(new ProducerRecord<>(Topics.SUBMISSIONS, id, FHIR.getBytes(StandardCharsets.UTF_8)));
			assertThat(text(probe.await(Topics.RESULTS, id))).contains("TESTPATIENT");
		}
	}

	@Test
	void keepsARecordItCannotDecodeAndGoesOn() {
		try (KafkaProbe probe = this.stack.probe(Topics.RESULTS, Topics.DEAD_LETTERS)) {
			String id = SubmissionId.next().toString();
			probe.write(new ProducerRecord<>(Topics.SUBMISSIONS, id, "not json".getBytes(StandardCharsets.UTF_8)));
			ConsumerRecord<String, byte[]> letter = probe.await(Topics.DEAD_LETTERS, id);
			assertThat(text(letter)).isEqualTo("not json");
			assertThat(ExchangeHeaders.get(letter.headers(), ExchangeHeaders.DEAD_LETTER_REASON)).isNotBlank();
			assertThat(text(probe.await(Topics.RESULTS, id))).contains("JSON decode error");
		}
		assertThat(this.stack.submit(FHIR).statusCode()).isEqualTo(200);
	}

	@Test
	void passesABlocksErrorOn() {
		this.stack.control("""
				{"endpoint":"standardize_phones","count":1,"status":418,"body":"no","content_type":"text/plain"}""");
		HttpResponse<String> answer = this.stack.submit(FHIR);
		assertThat(answer.statusCode()).isEqualTo(418);
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Service ingestion failed with error Standardization request "
				+ "failed: no, endpoint: standardize_phones\"}");
	}

	@Test
	void asksABlockAgainThatIsUnavailableForAMoment() {
		this.stack.control("{\"endpoint\":\"standardize_phones\",\"count\":2,\"status\":503}");
		assertThat(this.stack.submit(FHIR).statusCode()).isEqualTo(200);
	}

	@Test
	void refusesASecondSaveOfOneCaseReport() {
		String save = Stack.submission("ecr", "ecr", "sample-orchestration-config.json", "ecr.xml");
		assertThat(this.stack.submit(save).statusCode()).isEqualTo(200);
		HttpResponse<String> second = this.stack.submit(save);
		assertThat(second.statusCode()).isEqualTo(500);
		assertThat(second.body()).startsWith("{\"detail\":\"Service save_bundle failed with error Saving failed: ")
			.endsWith(", endpoint: save-fhir-data\"}");
	}

	@Test
	void saysThatAMessageIsNoXml() {
		String document = ECR.replaceFirst("\"message\":\".*\"", "\"message\":\"no xml\"");
		HttpResponse<String> answer = this.stack.submit(document);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body())
			.startsWith("{\"detail\":\"Service validation completed, but orchestration cannot continue: {");
	}

	@Test
	void saysThatAConfigDoesNotExist() {
		HttpResponse<String> answer = this.stack.submit(FHIR.replace("sample-fhir-test-config.json", "../nope.json"));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body())
			.isEqualTo("{\"message\":\"A config with the name '../nope.json' could not be found.\","
					+ "\"processed_values\":{}}");
	}

	@Test
	void refusesABodyOverTheLimit() {
		HttpResponse<String> answer = this.stack.submit("\"" + "x".repeat(32 * 1024 * 1024) + "\"");
		assertThat(answer.statusCode()).isEqualTo(413);
	}

	@Test
	void listsTheConfigsThroughTheGateway() {
		assertThat(this.stack.get(this.stack.gateway("/configs")).body()).contains("test-no-save.json");
		assertThat(this.stack.get(this.stack.gateway("/configs/test-no-save.json")).body())
			.startsWith("{\"message\":\"Config found!\",\"workflow\":{");
	}

	/**
	 * Where each call to a block lasts equally long, throughput is in proportion to the
	 * calls under way; these are counted, because times say nothing on a busy machine.
	 */
	@Test
	void servesTenTimesAsManyMessagesForSixtyFourCallersAsForOne() {
		this.stack.submit(FHIR);
		int alone = mostCallsAtOnce(1, 100);
		assertThat(alone).isEqualTo(1);
		assertThat(mostCallsAtOnce(64, 4000)).isGreaterThanOrEqualTo(10 * alone).isGreaterThanOrEqualTo(48);
	}

	private int mostCallsAtOnce(int callers, int millis) {
		this.stack.reset();
		this.stack.control("{\"endpoint\":\"standardize_names\",\"count\":-1,\"delay_ms\":" + millis + "}");
		List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> this.stack.submitLater(FHIR))
			.limit(callers)
			.toList();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
		JsonFragment most = JsonMembers
			.member(JsonFragment.literal(this.stack.get(this.stack.sandbox("/__stats")).body()), "max_in_flight");
		return Integer.parseInt(most.json());
	}

	private HttpResponse<String> upload(String path, String messageType, String config, String fileType, byte[] file) {
		return this.stack.send(Upload.request(this.stack.gateway(path), messageType, config, fileType, file)).join();
	}

	private static byte[] zippedEcr() {
		return Upload.zip("CDA_eICR.xml", message(ECR).text());
	}

	private static JsonFragment message(String document) {
		return JsonMembers.member(JsonFragment.literal(document), "message");
	}

	private static String text(ConsumerRecord<String, byte[]> record) {
		return new String(record.value(), StandardCharsets.UTF_8);
	}

}

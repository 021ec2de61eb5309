package org.dibbs.orchestration.gateway.submission;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.gateway.upload.TestForm;
import org.dibbs.orchestration.gateway.upload.TestZip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedHandoverTests extends KeyedHandoverFixture {

	@ParameterizedTest
	@ValueSource(strings = { "/process-message", "/orchestration/submissions" })
	void aMessageThatComesTwiceIsHandedOverOnceAndAnsweredAlike(String path) {
		HttpResponse<String> first = send(path, "k", MESSAGE, "Prefer", "wait=9");
		HttpResponse<String> second = send(path, "\"k\"", MESSAGE, "Prefer", "wait=9");
		assertThat(this.handover.ids()).hasSize(1);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(second.body()).isEqualTo(first.body()).isEqualTo(OK);
		for (String header : List.of("Submission-Id", "Content-Type", "Content-Length", "Preference-Applied")) {
			assertThat(header(second, header)).as(header).isNotEmpty().isEqualTo(header(first, header));
		}
		assertThat(header(first, "Idempotent-Replayed")).isEmpty();
		assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
	}

	@Test
	void theAnswerIsTheFirstOneWhateverItWas() {
		send("/process-message", "k", MESSAGE);
		database.results.put(id(), KeyWorker.Answer.result(503, "application/json", "{\"detail\":\"Service S\"}"));
		HttpResponse<String> error = send("/process-message", "k", MESSAGE);
		assertThat(error.statusCode()).isEqualTo(503);
		assertThat(error.body()).isEqualTo("{\"detail\":\"Service S\"}");
		HttpResponse<String> problem = send("/process-message", "k", MESSAGE, "Accept", "application/problem+json");
		assertThat(problem.statusCode()).isEqualTo(503);
		assertThat(header(problem, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(problem.body()).isEqualTo("{\"problem\":1}");
		database.results.put(id(), KeyWorker.Answer.result(200, "application/xml", "<a/>"));
		assertThat(header(send("/process-message", "k", MESSAGE), "Content-Type")).isEqualTo("application/xml");
		database.results.put(id(), KeyWorker.Answer.json(410, "{\"detail\":\"gone\"}"));
		assertThat(send("/process-message", "k", MESSAGE).statusCode()).isEqualTo(410);
		assertThat(this.handover.ids()).hasSize(1);
	}

	@Test
	void whileItRunsTheSecondCallerWaitsForItsEnd() {
		runs();
		String id = header(send("/submissions", "k", MESSAGE), "Submission-Id");
		CompletableFuture<HttpResponse<String>> second = later("/process-message", "k", MESSAGE);
		Awaitility.await().until(() -> database.asked.contains("GET /submissions/" + id + "/result?wait=20s"));
		assertThat(second).isNotDone();
		assertThat(this.memory.used()).isZero();
		database.results.put(id, KeyWorker.Answer.result(200, "application/json", OK));
		assertThat(second.join().body()).isEqualTo(OK);
		assertThat(header(second.join(), "Submission-Id")).isEqualTo(id);
	}

	@Test
	void whoseWaitIsOverGetsTheSameAddress() {
		runs();
		HttpResponse<String> first = send("/submissions", "k", MESSAGE);
		for (String wait : List.of("wait=1", "respond-async")) {
			HttpResponse<String> second = send("/process-message", "k", MESSAGE, "Prefer", wait);
			assertThat(second.statusCode()).isEqualTo(202);
			assertThat(second.body()).isEqualTo(first.body());
			assertThat(header(second, "Location")).isEqualTo(header(first, "Location")).isNotEmpty();
			assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
		}
		assertThat(this.handover.ids()).hasSize(1);
	}

	@Test
	void whoDoesNotWaitGetsTheAddressOfWhatHasEndedToo() {
		send("/submissions", "k", MESSAGE, "Prefer", "wait=9");
		HttpResponse<String> second = send("/submissions", "k", MESSAGE);
		assertThat(second.statusCode()).isEqualTo(202);
		assertThat(header(second, "Location")).isEqualTo("/submissions/" + id());
	}

	@Test
	void moreCallersThanMayWaitGetTheAddress() {
		runs();
		send("/submissions", "k", MESSAGE);
		List<CompletableFuture<HttpResponse<String>>> callers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			callers.add(later("/process-message", "k", MESSAGE));
		}
		CompletableFuture.anyOf(callers.toArray(CompletableFuture[]::new)).join();
		assertThat(callers).filteredOn(CompletableFuture::isDone)
			.singleElement()
			.satisfies((caller) -> assertThat(caller.join().statusCode()).isEqualTo(202));
		database.results.put(id(), KeyWorker.Answer.result(200, "application/json", OK));
		assertThat(callers).filteredOn((caller) -> caller.join().statusCode() == 200).hasSize(2);
	}

	@Test
	void anotherRequestWithTheSameKeyIsRefused() {
		send("/process-message", "k", MESSAGE);
		HttpResponse<String> other = send("/process-message", "k", MESSAGE.replace("{}}", "{} }"));
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(other.body()).startsWith("{\"detail\":\"This Idempotency-Key was used for another request");
		assertThat(header(other, "Submission-Id")).isEmpty();
		assertThat(
				send("/process-message", "k", MESSAGE.replace("c.json", "d.json"), "Accept", "application/problem+json")
					.body())
			.contains("urn:dibbs:problem:idempotency-key-reused");
		assertThat(this.handover.ids()).hasSize(1);
		assertThat(send("/process-message", "another", MESSAGE).statusCode()).isEqualTo(200);
		assertThat(this.handover.ids()).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void aFormIsTheSameWhateverItsBoundary() {
		byte[] form = TestForm.of("application/zip", TestZip.eicr("<a/>"));
		String text = new String(form, StandardCharsets.ISO_8859_1);
		String boundary = TestForm.TYPE.split("boundary=")[1].replace("\"", "");
		byte[] same = text.replace(boundary, "another").getBytes(StandardCharsets.ISO_8859_1);
		assertThat(upload("/process-zip", TestForm.TYPE, form).statusCode()).isEqualTo(200);
		HttpResponse<String> second = upload("/process-zip", "multipart/form-data; boundary=another", same);
		assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
		assertThat(upload("/process-zip", TestForm.TYPE, TestForm.of("application/zip", TestZip.eicr("<b/>")))
			.statusCode()).isEqualTo(422);
		assertThat(this.handover.ids()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\"a\"b", "  " })
	void whatIsNoKeyIsRefused(String key) {
		assertThat(send("/process-message", key, MESSAGE).statusCode()).isEqualTo(400);
		assertThat(this.handover.ids()).isEmpty();
		assertThat(database.asked).isEmpty();
	}

	@Test
	void withoutAKeyNoWorkerIsAsked() {
		assertThat(upload("/process-message", "application/json", MESSAGE.getBytes(StandardCharsets.UTF_8), null)
			.statusCode()).isEqualTo(200);
		assertThat(database.asked).isEmpty();
	}

	@Test
	void whatDoesNotValidateClaimsNoKey() {
		assertThat(send("/process-message", "k", "{}").statusCode()).isEqualTo(422);
		assertThat(database.claims).isEmpty();
		assertThat(send("/process-message", "k", MESSAGE).statusCode()).isEqualTo(200);
	}

}

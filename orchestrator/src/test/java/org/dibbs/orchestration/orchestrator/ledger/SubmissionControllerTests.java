package org.dibbs.orchestration.orchestrator.ledger;

import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionControllerTests extends SubmissionFixture {

	@Test
	void tellsAllThatIsKnownOfASubmission() {
		write(this.events.accepted(), this.events.started(1), this.events.step(1, 1, StepOutcome.WARNING),
				this.events.finished(1, "step-failed", 503));
		String id = this.events.id.toString();
		assertThat(this.mvc.get().uri("/submissions/" + id)).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"submission_id\":\"" + id + "\",\"status\":\"FAILED\",\"origin\":\"process-zip\","
					+ "\"message_type\":\"ecr\",\"config\":\"a.json\",\"config_version\":7,"
					+ "\"accepted_at\":\"2026-03-01T10:59:58.123Z\",\"started_at\":\"2026-03-01T11:00:08.123Z\","
					+ "\"finished_at\":\"2026-03-01T11:00:17.123Z\",\"attempts\":1,\"next_attempt_at\":null,\"step\":\"endpoint1\","
					+ "\"outcome\":\"step-failed\",\"status_code\":503,\"reason\":\"step-failed\",\"trace_id\":\""
					+ Events.TRACE
					+ "\",\"batch_id\":null,\"tenant\":\"default\",\"steps\":[{\"number\":1,\"service\":\"service1\",\"endpoint\":\"endpoint1\","
					+ "\"outcome\":\"warning\",\"status_code\":200,\"duration_ms\":41,\"attempt\":1,\"warning\":null}],\"replays\":[],"
					+ "\"links\":{\"self\":\"/submissions/" + id + "\",\"result\":\"/submissions/" + id
					+ "/result\",\"events\":\"/submissions/" + id + "/events\"}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a805z" })
	void whatNobodyAcceptedIsUnknownInBothForms(String id) {
		for (String path : List.of("", "/result", "/events")) {
			assertThat(this.mvc.get().uri("/submissions/{id}" + path, id)).hasStatus(HttpStatus.NOT_FOUND)
				.hasContentType(MediaType.APPLICATION_JSON)
				.bodyText()
				.startsWith("{\"detail\":\"There is no ");
			assertThat(this.mvc.get().uri("/submissions/{id}" + path, id).accept(MediaType.APPLICATION_PROBLEM_JSON))
				.hasStatus(HttpStatus.NOT_FOUND)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
				.bodyText()
				.contains("\"type\":\"urn:dibbs:problem:unknown-submission\"");
		}
	}

	@Test
	void whatIsOnItsWayIntoTheLedgerIsFound() {
		this.end = 1;
		this.onTheirWay.add(this.events.accepted());
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id)).hasStatusOk()
			.bodyText()
			.contains("\"status\":\"ACCEPTED\"");
	}

	@Test
	void aLedgerThatLagsDoesNotSayThatASubmissionIsUnknown() {
		this.end = 1;
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5")
			.bodyText()
			.contains("lags behind");
	}

	@Test
	void aDatabaseThatIsAwayIsNoErrorOfOurs() {
		this.database.jdbc.execute("ALTER TABLE submission RENAME TO away");
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5");
	}

	@Test
	void waitsForTheEndAsLongAsTheCallerWants() throws InterruptedException {
		write(this.events.accepted());
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "?wait=0s")).hasStatusOk()
			.bodyText()
			.contains("\"status\":\"ACCEPTED\"");
		Thread end = Thread.ofVirtual()
			.start(() -> write(this.events.started(1), this.events.finished(1, "completed", 200)));
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "?wait=30")).hasStatusOk()
			.bodyText()
			.contains("\"status\":\"SUCCEEDED\"");
		end.join();
	}

	@Test
	void nobodyWhoWaitsHoldsUpAWorkerThatStops() {
		write(this.events.accepted());
		this.waiting.onApplicationEvent(null);
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "?wait=60s")).hasStatusOk();
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/events")).hasStatusOk();
	}

	@Test
	void showsEachChangeUntilTheEnd() throws Exception {
		write(this.events.accepted());
		Thread end = Thread.ofVirtual().start(() -> {
			Awaitility.await().until(() -> this.finder.freeWatchers() == 1);
			write(this.events.started(1), this.events.step(1, 1, StepOutcome.SUCCESS),
					this.events.finished(1, "completed", 200));
		});
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/events")).hasStatusOk()
			.hasContentType("text/event-stream;charset=UTF-8")
			.hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
			.bodyText()
			.matches("(?s)id: 0-[01]-ACCEPTED\nevent: submission\ndata: \\{\"submission_id\":.*")
			.contains("\nid: 1-1-SUCCEEDED\n")
			.endsWith("}\n\n");
		end.join();
		assertThat(this.mvc.get()
			.uri("/submissions/" + this.events.id + "/events")
			.header("Last-Event-ID", "1-1-SUCCEEDED")).hasStatus(HttpStatus.NO_CONTENT);
	}

	@Test
	void aStreamEndsWhereTheDatabaseGoesAway() throws Exception {
		write(this.events.accepted());
		Thread end = Thread.ofVirtual()
			.start(() -> this.database.jdbc.execute("ALTER TABLE submission RENAME TO away"));
		String body = body("/submissions/" + this.events.id + "/events");
		end.join();
		assertThat(body).satisfiesAnyOf((stream) -> assertThat(stream).startsWith("id: ").endsWith("}\n\n"),
				(error) -> assertThat(error).startsWith("{\"detail\":"));
	}

	@Test
	void tooManyListenersAreRefused() throws Exception {
		write(this.events.accepted());
		List<Thread> listeners = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			listeners.add(Thread.ofVirtual().start(() -> body("/submissions/" + this.events.id + "?wait=60s")));
		}
		Awaitility.await().until(() -> this.finder.freeWatchers() == 0);
		assertThat(this.mvc.head().uri("/submissions/" + this.events.id + "/events")).hasStatusOk();
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/events"))
			.hasStatus(HttpStatus.TOO_MANY_REQUESTS)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5");
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "?wait=60s")).hasStatusOk();
		write(this.events.finished(1, "completed", 200));
		for (Thread listener : listeners) {
			listener.join();
		}
	}

	@Test
	void listsPagesThatLeadOn() {
		Events other = new Events(SubmissionId.next(), Events.START.plusSeconds(1));
		write(this.events.accepted(), other.accepted());
		String first = body("/submissions?limit=1&from=2026-03-01");
		assertThat(first).startsWith("{\"submissions\":[{\"submission_id\":\"" + other.id).doesNotContain("\"steps\"");
		String cursor = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
		assertThat(body("/submissions?limit=1&from=2026-03-01&cursor=" + cursor))
			.startsWith("{\"submissions\":[{\"submission_id\":\"" + this.events.id)
			.endsWith("\"next\":null}");
		assertThat(body("/submissions?status=failed,DEAD")).isEqualTo("{\"submissions\":[],\"next\":null}");
	}

	@Test
	void countsSubmissions() {
		write(this.events.accepted(), new Events().started(1), new Events().dead(1));
		assertThat(body("/submissions/summary")).isEqualTo("{\"submissions\":3,\"by_status\":{\"ACCEPTED\":1,"
				+ "\"RUNNING\":1,\"SUCCEEDED\":0,\"FAILED\":0,\"DEAD\":1},\"by_config\":[{\"config\":null,"
				+ "\"submissions\":2},{\"config\":\"a.json\",\"submissions\":1}],\"by_reason\":[{\"reason\":"
				+ "\"Not readable\",\"submissions\":1}]}");
		assertThat(body("/submissions/summary?to=2026-03-01T10:59:58.123Z")).startsWith("{\"submissions\":0,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=501", "?limit=x", "?cursor=x", "?cursor=AAAA", "?status=", "?status=x",
			"?from=yesterday", "?to=2026-13-01", "?message_type=fax", "?config=", "/summary?from=1",
			"/01890a5d-ac96-774b-bcce-b302099a8057?wait=x", "/01890a5d-ac96-774b-bcce-b302099a8057/result?wait=-1" })
	void whatCannotBeAskedIs422(String question) {
		String name = question.replaceAll(".*\\?(\\w+)=.*", "$1");
		assertThat(this.mvc.get().uri("/submissions" + question)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.startsWith("{\"detail\":[{\"loc\":[\"query\",\"" + name + "\"],\"msg\":\"value is not ");
	}

}

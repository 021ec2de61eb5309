package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidate;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidates;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayControllerTests {

	final RecordedMetrics metrics = new RecordedMetrics();

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Checkpoint KEPT = new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 2, 9), 2);

	private final SubmissionId id = SubmissionId.next();

	private final Candidates candidates = new Candidates();

	private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer());

	private final FakeStandings standings = new FakeStandings();

	private Caller caller = Caller.OPEN;

	private final MockMvcTester mvc = mvc();

	private MockMvcTester mvc() {
		EventPublisher events = new EventPublisher(new RecordSender(() -> this.producer, Duration.ofMillis(1)));
		Replays replays = new Replays(new TwoConfigs(), events, new CatchUp(this.standings),
				new RedeliveryMetrics(this.metrics.openTelemetry()), Clock.fixed(NOW, ZoneOffset.UTC));
		RedeliveryProperties properties = new RedeliveryProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 10,
				100);
		return MockMvcTester.of(List.of(new ReplayController(this.candidates, replays, properties)),
				(builder) -> builder.setControllerAdvice(new ReplayProblems())
					.defaultRequest(MockMvcRequestBuilders.get("/").with((request) -> {
						request.setAttribute(Caller.ATTRIBUTE, this.caller);
						return request;
					}))
					.build());
	}

	@Test
	void oneThatFailedGoesOnWhereSomethingWasKept() {
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay("", "alice")).hasStatus(HttpStatus.ACCEPTED)
			.hasHeader(HttpHeaders.LOCATION, "/submissions/" + this.id)
			.bodyText()
			.isEqualTo("{\"submission_id\":\"" + this.id + "\",\"attempt\":3,\"due_at\":\"2026-03-01T12:00:00.000Z\","
					+ "\"links\":{\"self\":\"/submissions/" + this.id + "\",\"result\":\"/submissions/" + this.id
					+ "/result\",\"events\":\"/submissions/" + this.id + "/events\"}}");
		assertThat(told())
			.containsExactly(new SubmissionEvent.ReplayRequested(this.id, NOW, 3, NOW, "alice", null, KEPT));
	}

	@Test
	void whoeverIsKnownIsNamedWhateverTheRequestSays() {
		this.caller = new Caller("county-a", "key-7", Set.of(Scope.REPLAY));
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay("", "alice")).hasStatus(HttpStatus.ACCEPTED);
		assertThat(told())
			.containsExactly(new SubmissionEvent.ReplayRequested(this.id, NOW, 3, NOW, "key-7", null, KEPT));
		assertThat(this.candidates.askedBy).isEqualTo(this.caller);
		this.candidates.askedBy = null;
		assertThat(this.mvc.post().uri("/submissions/replay?status=FAILED")).hasStatus(HttpStatus.ACCEPTED);
		assertThat(this.candidates.askedBy).isEqualTo(this.caller);
	}

	@Test
	void theFirstStepOrAnotherConfigBeginsAnew() {
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay("{\"from_step\":1}", null)).hasStatus(HttpStatus.ACCEPTED);
		assertThat(replay("{\"config_file_name\":\"b.json\"}", null)).hasStatus(HttpStatus.ACCEPTED);
		assertThat(told()).containsExactly(
				new SubmissionEvent.ReplayRequested(this.id, NOW, 3, NOW, "anonymous", null, null),
				new SubmissionEvent.ReplayRequested(this.id, NOW, 3, NOW, "anonymous", "b.json", null));
	}

	@Test
	void aStepThatIsBrokenCanBePassedOver() {
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay("{\"from_step\":4,\"config_file_name\":\"a.json\"}", null)).hasStatus(HttpStatus.ACCEPTED);
		assertThat(told()).extracting((event) -> ((SubmissionEvent.ReplayRequested) event).checkpoint())
			.containsExactly(new Checkpoint(KEPT.place(), 4));
	}

	@Test
	void oneThatSucceededBeginsAnewUnlessSomebodySaysOtherwise() {
		this.candidates.add(new ReplayCandidate(this.id, "SUCCEEDED", true, true, 1, "a.json", 7, KEPT));
		assertThat(replay("", null)).hasStatus(HttpStatus.ACCEPTED);
		assertThat(told()).extracting((event) -> ((SubmissionEvent.ReplayRequested) event).checkpoint())
			.containsOnlyNulls();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"from_step\":5}", "{\"from_step\":0}", "{\"from_step\":\"2\"}", "{\"from_step\":1.5}",
			"{\"config_file_name\":\"b.json\",\"from_step\":2}", "{\"config_file_name\":\"none.json\"}",
			"{\"config_file_name\":7}", "{\"from-step\":2}", "[]", "{", "\u0000" })
	void whatCannotBeWantedIs422(String body) {
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay(body, null)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.startsWith("{\"detail\":[{\"loc\":[\"body\",");
		assertThat(told()).isEmpty();
	}

	@Test
	void aWrongStepIsToldWhichOnesThereAre() {
		this.candidates.add(failed(this.id, KEPT));
		assertThat(replay("{\"from_step\":9}", null)).bodyText().contains("value is not 1, or 2 to 4");
		this.candidates.add(failed(this.id, null));
		assertThat(replay("{\"from_step\":2}", null)).bodyText()
			.contains("value is not 1; nothing was kept that the run could go on from");
	}

	@Test
	void oneThatHasNotEndedIsAConflictInBothForms() {
		this.candidates.add(new ReplayCandidate(this.id, "RUNNING", false, false, 1, "a.json", 7, null));
		assertThat(replay("", null)).hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.isEqualTo("{\"detail\":\"The submission is RUNNING, and only one that has ended can be replayed.\"}");
		assertThat(this.mvc.post().uri("/submissions/{id}/replay", this.id).accept(MediaType.APPLICATION_PROBLEM_JSON))
			.hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.contains("urn:dibbs:problem:replay-conflict");
		assertThat(told()).isEmpty();
	}

	@Test
	void nothingIsPromisedThatKafkaDoesNotHave() {
		this.candidates.add(failed(this.id, null));
		this.producer.sendException = new TimeoutException("away");
		assertThat(replay("", null)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader(HttpHeaders.RETRY_AFTER, "5");
	}

	@Test
	void aLedgerThatLagsDoesNotTakeTheWishBack() {
		this.candidates.add(failed(this.id, null));
		this.standings.upToDate = false;
		assertThat(replay("", null)).hasStatus(HttpStatus.ACCEPTED);
	}

	@Test
	void manyBeginOneAfterTheOtherAndSoDoThoseOfTheNextPage() {
		List<SubmissionId> ids = List.of(SubmissionId.next(), SubmissionId.next(), SubmissionId.next());
		ids.forEach((each) -> this.candidates.add(failed(each, null)));
		this.candidates.next = "theNext";
		assertThat(this.mvc.post().uri("/submissions/replay?status=FAILED&rate=2")).hasStatus(HttpStatus.ACCEPTED)
			.bodyText()
			.isEqualTo("{\"replayed\":3,\"rate\":2,\"last_due_at\":\"2026-03-01T12:00:01.000Z\",\"next\":\"theNext~"
					+ NOW.plusMillis(1500).toEpochMilli() + "\"}");
		assertThat(told()).extracting(SubmissionEvent::id).containsExactlyElementsOf(ids);
		assertThat(dueAt()).containsExactly(NOW, NOW.plusMillis(500), NOW.plusMillis(1000));
		this.candidates.next = null;
		assertThat(this.mvc.post()
			.uri("/submissions/replay?status=FAILED&cursor=theNext~" + NOW.plusMillis(1500).toEpochMilli())).bodyText()
			.isEqualTo("{\"replayed\":3,\"rate\":10,\"last_due_at\":\"2026-03-01T12:00:01.700Z\",\"next\":null}");
		assertThat(this.candidates.asked).containsEntry("cursor", "theNext").containsEntry("status", "FAILED");
	}

	@Test
	void noneIsAnAnswerToo() {
		assertThat(this.mvc.post().uri("/submissions/replay?status=DEAD")).hasStatus(HttpStatus.ACCEPTED)
			.bodyText()
			.isEqualTo("{\"replayed\":0,\"rate\":10,\"last_due_at\":null,\"next\":null}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate=0", "rate=101", "rate=x", "cursor=x", "cursor=x~y" })
	void whatCannotBeAskedIs422(String question) {
		assertThat(this.mvc.post().uri("/submissions/replay?status=FAILED&" + question))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.startsWith("{\"detail\":[{\"loc\":[\"query\",\"" + question.replaceAll("=.*", "") + "\"]");
	}

	@Test
	void manyDoNotBeginInTheMiddle() {
		assertThat(this.mvc.post().uri("/submissions/replay?status=FAILED").content("{\"from_step\":2}"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	private static ReplayCandidate failed(SubmissionId id, @Nullable Checkpoint checkpoint) {
		return new ReplayCandidate(id, "FAILED", true, false, 2, "a.json", 7, checkpoint);
	}

	private MvcTestResult replay(String body, @Nullable String user) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.post().uri("/submissions/{id}/replay", this.id);
		request.content(body);
		if (user != null) {
			request.header("X-Forwarded-User", user);
		}
		return request.exchange();
	}

	private List<SubmissionEvent> told() {
		List<SubmissionEvent> events = new ArrayList<>();
		this.producer.history()
			.forEach((record) -> events
				.add(EventCodec.event(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()))));
		return events;
	}

	private List<Instant> dueAt() {
		return told().stream().map((event) -> ((SubmissionEvent.ReplayRequested) event).dueAt()).toList();
	}

	/** Submissions, in memory. */
	private static final class Candidates implements ReplayCandidates {

		private final Map<SubmissionId, ReplayCandidate> known = new HashMap<>();

		private final List<SubmissionId> order = new ArrayList<>();

		private Map<String, String> asked = Map.of();

		private @Nullable String next;

		private @Nullable Caller askedBy;

		void add(ReplayCandidate candidate) {
			this.known.put(candidate.id(), candidate);
			this.order.add(candidate.id());
		}

		@Override
		public ReplayCandidate find(String id, Caller caller) {
			this.askedBy = caller;
			return this.known.get(SubmissionId.parse(id));
		}

		@Override
		public Page select(Map<String, String> parameters, Set<String> others, Caller caller) {
			this.askedBy = caller;
			this.asked = parameters;
			return new Page(this.order.stream().map(this.known::get).toList(), this.next);
		}

	}

}

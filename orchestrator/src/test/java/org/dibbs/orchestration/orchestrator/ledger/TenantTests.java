package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantTests extends SubmissionFixture {

	private static final Caller COUNTY_A = new Caller("county-a", "a", Set.of(Scope.READ, Scope.REPLAY));

	private static final Caller COUNTY_B = new Caller("county-b", "b", Set.of(Scope.READ, Scope.REPLAY));

	private static final Caller STATE = new Caller("state", "s", Set.of(Scope.ADMIN));

	private final ReplayCandidates candidates = new SqlReplayCandidates(this.finder, this.queries);

	private final Events ofA = new Events(SubmissionId.next(), Events.START, "county-a");

	private final Events ofB = new Events(SubmissionId.next(), Events.START, "county-b");

	private final SubmissionId batchOfA = SubmissionId.next();

	@BeforeEach
	void fill() {
		write(this.ofA.accepted(), this.ofB.accepted(), this.ofA.started(1), this.ofB.started(1),
				this.ofA.finished(1, "step-failed", 503), this.ofB.finished(1, "step-failed", 503),
				new SubmissionEvent.BatchAccepted(this.batchOfA, Events.START, "county-a", SubmissionOrigin.BATCH, 2,
						this.ofA.source));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/submissions/%s", "/submissions/%s/result", "/submissions/%s/events",
			"/submissions/%s?wait=1s" })
	void whatIsAnothersIsAnsweredAsWhatIsNotThere(String uri) {
		this.caller = COUNTY_B;
		SubmissionId nothing = SubmissionId.next();
		assertThat(this.mvc.get().uri(uri.formatted(this.ofA.id))).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(body(uri.formatted(this.ofA.id)).replace(this.ofA.id.toString(), "ID"))
			.isEqualTo(body(uri.formatted(nothing)).replace(nothing.toString(), "ID"));
	}

	@Test
	void whatIsOnesOwnIsShown() {
		this.caller = COUNTY_A;
		assertThat(this.mvc.get().uri("/submissions/{id}", this.ofA.id)).hasStatusOk()
			.bodyText()
			.contains("\"tenant\":\"county-a\"");
		assertThat(this.mvc.get().uri("/submissions/{id}/events", this.ofA.id)).hasStatusOk();
		assertThat(this.mvc.get().uri("/submissions/batches/{id}", this.batchOfA)).hasStatusOk();
	}

	@Test
	void aResultIsReadByItsTenantAndByAdministrators() {
		RecordPlace place = new RecordPlace(Topics.RESULTS, 1, 1);
		this.archived.put(place, answer(this.ofA.id));
		for (Caller each : List.of(COUNTY_A, STATE)) {
			this.caller = each;
			assertThat(this.mvc.get().uri("/submissions/{id}/result", this.ofA.id))
				.hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
				.bodyText()
				.contains("the answer");
		}
		this.caller = COUNTY_B;
		assertThat(body("/submissions/" + this.ofA.id + "/result")).doesNotContain("the answer");
	}

	private static ConsumerRecord<String, byte[]> answer(SubmissionId id) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.RESULTS, 1, 1, id.toString(),
				"{\"detail\":\"the answer\"}".getBytes(StandardCharsets.UTF_8));
		record.headers().add("dibbs-outcome", "step-failed".getBytes(StandardCharsets.UTF_8));
		record.headers().add("dibbs-status", "503".getBytes(StandardCharsets.UTF_8));
		return record;
	}

	@Test
	void anothersBatchIsNotThere() {
		this.caller = COUNTY_B;
		assertThat(this.mvc.get().uri("/submissions/batches/{id}", this.batchOfA)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?status=FAILED", "?config=a.json", "?message_type=ecr", "?reason=step-failed",
			"?from=2026-01-01", "?tenant=county-b", "?limit=1" })
	void listsLeaveOutWhatIsAnothers(String question) {
		this.caller = COUNTY_B;
		assertThat(body("/submissions" + question)).contains(this.ofB.id.toString())
			.doesNotContain(this.ofA.id.toString());
	}

	@Test
	void nobodyIsShownAnotherTenantByNamingIt() {
		this.caller = COUNTY_B;
		assertThat(body("/submissions?tenant=county-a")).isEqualTo("{\"submissions\":[],\"next\":null}");
		assertThat(body("/submissions/summary?tenant=county-a")).startsWith("{\"submissions\":0,");
	}

	@Test
	void administratorsSeeAllAndCanAskForOne() {
		this.caller = STATE;
		assertThat(body("/submissions")).contains(this.ofA.id.toString(), this.ofB.id.toString());
		assertThat(body("/submissions?tenant=county-a")).contains(this.ofA.id.toString())
			.doesNotContain(this.ofB.id.toString());
		assertThat(body("/submissions/summary")).startsWith("{\"submissions\":2,");
		assertThat(body("/submissions/summary?tenant=county-a")).startsWith("{\"submissions\":1,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?from=2026-03-01T10:30:00Z&to=2026-03-01T10:59:59Z", "?from=2026-03-01" })
	void countsAreOfTheOwnTenant(String question) {
		this.caller = COUNTY_B;
		assertThat(body("/submissions/summary" + question)).startsWith("{\"submissions\":1,");
	}

	@Test
	void onlyOnesOwnIsReplayed() {
		assertThat(this.candidates.find(this.ofA.id.toString(), COUNTY_A).id()).isEqualTo(this.ofA.id);
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.candidates.find(this.ofA.id.toString(), COUNTY_B))
			.matches((ex) -> ex.problem().status() == 404);
		assertThat(selected(Map.of("status", "FAILED"), COUNTY_B)).containsExactly(this.ofB.id);
		assertThat(selected(Map.of("status", "FAILED", "tenant", "county-a"), COUNTY_B)).isEmpty();
		assertThat(selected(Map.of("status", "FAILED"), STATE)).containsExactlyInAnyOrder(this.ofA.id, this.ofB.id);
		assertThat(selected(Map.of("status", "FAILED", "tenant", "county-a"), STATE)).containsExactly(this.ofA.id);
	}

	private List<SubmissionId> selected(Map<String, String> parameters, Caller caller) {
		return this.candidates.select(parameters, Set.of(), caller)
			.submissions()
			.stream()
			.map(ReplayCandidate::id)
			.toList();
	}

	@Test
	void whatNobodyHasToldATenantOfIsForAdministratorsUntilSomebodyDoes() {
		Events late = new Events(SubmissionId.next(), Events.START, "county-a");
		write(late.finished(1, "completed", 200));
		this.caller = COUNTY_A;
		assertThat(this.mvc.get().uri("/submissions/{id}", late.id)).hasStatus(HttpStatus.NOT_FOUND);
		this.caller = STATE;
		assertThat(this.mvc.get().uri("/submissions/{id}", late.id)).hasStatusOk();
		assertThat(body("/submissions/summary")).startsWith("{\"submissions\":3,");
		write(late.accepted());
		this.caller = COUNTY_A;
		assertThat(this.mvc.get().uri("/submissions/{id}", late.id)).hasStatusOk();
		assertThat(body("/submissions/summary")).startsWith("{\"submissions\":2,");
	}

	@Test
	void aTenantThatWasToldStaysWhateverIsToldLater() {
		Events claimed = new Events(this.ofA.id, Events.START, "county-b");
		write(claimed.accepted(), claimed.started(2));
		this.caller = COUNTY_B;
		assertThat(this.mvc.get().uri("/submissions/{id}", this.ofA.id)).hasStatus(HttpStatus.NOT_FOUND);
		this.caller = COUNTY_A;
		assertThat(this.mvc.get().uri("/submissions/{id}", this.ofA.id)).hasStatusOk();
	}

}

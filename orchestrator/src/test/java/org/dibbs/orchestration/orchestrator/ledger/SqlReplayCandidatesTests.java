package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqlReplayCandidatesTests extends SubmissionFixture {

	private final ReplayCandidates candidates = new SqlReplayCandidates(this.finder, this.queries);

	private final Events other = new Events();

	@Test
	void tellsWhatAReplayNeeds() {
		write(this.events.started(1), this.events.kept(1, 1));
		assertThat(this.candidates.find(this.events.id.toString(), Caller.OPEN)).isEqualTo(
				new ReplayCandidate(this.events.id, "RUNNING", false, false, 1, "a.json", 7, Events.checkpoint(2)));
		write(this.events.finished(1, "completed", 200));
		assertThat(this.candidates.find(this.events.id.toString(), Caller.OPEN))
			.extracting(ReplayCandidate::ended, ReplayCandidate::succeeded)
			.containsExactly(true, true);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.candidates.find("x", Caller.OPEN));
	}

	@Test
	void selectsOnlyWhatFailedOrIsDeadUnlessTheCallerSaysOtherwise() {
		Events succeeded = new Events();
		Events running = new Events();
		write(this.events.started(1), this.events.finished(1, "step-failed", 503), this.other.dead(1),
				succeeded.started(1), succeeded.finished(1, "completed", 200), running.started(1));
		assertThat(selected(Map.of("from", "2026-01-01"))).containsExactlyInAnyOrder(this.events.id, this.other.id);
		assertThat(selected(Map.of("config", "a.json", "rate", "7"))).containsExactly(this.events.id);
		assertThat(selected(Map.of("status", "SUCCEEDED"))).containsExactly(succeeded.id);
		assertThat(selected(Map.of("reason", "Not readable"))).containsExactly(this.other.id);
	}

	@Test
	void pagesLeadOn() {
		write(this.events.dead(1), this.other.dead(1));
		ReplayCandidates.Page first = this.candidates.select(Map.of("status", "DEAD", "limit", "1"), Set.of(),
				Caller.OPEN);
		ReplayCandidates.Page second = this.candidates
			.select(Map.of("status", "DEAD", "limit", "1", "cursor", first.next()), Set.of(), Caller.OPEN);
		assertThat(second.next()).isNull();
		assertThat(List.of(first.submissions().getFirst().id(), second.submissions().getFirst().id()))
			.containsExactlyInAnyOrder(this.events.id, this.other.id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "status=RUNNING", "status=FAILED,ACCEPTED", "to=2026-01-01", "limit=5", "confg=a.json",
			"batch=x" })
	void whatWouldSelectOthersThanWasMeantIsRefused(String parameter) {
		String[] parts = parameter.split("=");
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.candidates.select(Map.of(parts[0], parts[1]), Set.of("rate"), Caller.OPEN))
			.matches((ex) -> ex.problem().status() == 422);
	}

	@Test
	void aDatabaseThatIsAwayIsToldAsSuch() {
		this.database.jdbc.execute("ALTER TABLE submission RENAME TO away");
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.candidates.find(this.events.id.toString(), Caller.OPEN));
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.candidates.select(Map.of("status", "DEAD"), Set.of(), Caller.OPEN));
	}

	private List<SubmissionId> selected(Map<String, String> parameters) {
		return this.candidates.select(parameters, Set.of("rate"), Caller.OPEN)
			.submissions()
			.stream()
			.map(ReplayCandidate::id)
			.toList();
	}

}

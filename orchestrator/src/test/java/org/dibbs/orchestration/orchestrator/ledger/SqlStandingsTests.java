package org.dibbs.orchestration.orchestrator.ledger;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.orchestrator.ledger.Standing.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqlStandingsTests {

	private final LedgerDatabase database = LedgerDatabase.inMemory();

	private final EventsMark mark = new EventsMark(Map.of(0, 3L, 1, 5L));

	private final Standings standings = new SqlStandings(this.database.jdbc, () -> this.mark);

	private final Events events = new Events();

	private long written;

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void everyStateIsTold() {
		assertThat(this.standings.of(List.of(this.events.id))).isEmpty();
		assertThat(this.standings.of(List.of())).isEmpty();
		append(this.events.accepted());
		assertThat(standing().state()).isEqualTo(State.QUEUED);
		append(this.events.started(1), this.events.begun(1, 2));
		assertThat(standing()).isEqualTo(new Standing(State.RUNNING, 1, null, 2, true, Events.START.plusSeconds(12)));
		append(this.events.kept(1, 2), this.events.retry(1, Events.checkpoint(3)));
		assertThat(standing())
			.isEqualTo(new Standing(State.WAITING, 1, Events.checkpoint(3), null, true, Events.START.plusSeconds(19)));
		append(this.events.started(2), this.events.finished(2, "completed", 200));
		assertThat(standing().state()).isEqualTo(State.ENDED);
		assertThat(standing().attempts()).isEqualTo(2);
		append(this.events.replay(3, null, null));
		assertThat(standing()).extracting(Standing::state, Standing::attempts, Standing::onceBegun)
			.containsExactly(State.WAITING, 2, true);
	}

	@Test
	void howOftenAnAttemptWasBegunAgainIsTold() {
		append(this.events.started(1));
		assertThat(standing().begunAgain()).isZero();
		append(this.events.startedAgain(1, 1));
		append(this.events.startedAgain(1, 2));
		assertThat(standing().begunAgain()).isEqualTo(2);
		append(this.events.handedBack(1));
		assertThat(standing().begunAgain()).isEqualTo(1);
	}

	@Test
	void manyAreAskedForAtOnce() {
		Events other = new Events();
		append(this.events.started(1), other.dead(1));
		Map<SubmissionId, Standing> found = this.standings
			.of(List.of(this.events.id, other.id, SubmissionId.next(), other.id));
		assertThat(found).containsOnlyKeys(this.events.id, other.id);
		assertThat(found.get(other.id)).extracting(Standing::state, Standing::attempts).containsExactly(State.ENDED, 1);
	}

	@Test
	void aMarkIsIncludedOnceEveryPartitionIsAtIt() {
		assertThat(this.standings.includes(new EventsMark(Map.of()))).isTrue();
		assertThat(this.standings.includes(this.standings.mark())).isFalse();
		this.database.ledger.append(List.of(), Map.of(0, new Move(null, 3)));
		assertThat(this.standings.includes(this.mark)).isFalse();
		this.database.ledger.append(List.of(), Map.of(1, new Move(null, 7)));
		assertThat(this.standings.includes(this.mark)).isTrue();
	}

	@Test
	void nothingIsIncludedWhileTheLedgerIsEmptied() {
		this.database.ledger.append(List.of(), Map.of(0, new Move(null, 3)));
		new LedgerRebuild(this.database.jdbc, LedgerDatabase.transactions(this.database.jdbc.getDataSource()))
			.request();
		assertThat(this.standings.includes(new EventsMark(Map.of()))).isFalse();
	}

	@Test
	void aDatabaseThatIsAwayIsToldAsSuch() {
		this.database.jdbc.execute("ALTER TABLE submission RENAME TO away");
		this.database.jdbc.execute("ALTER TABLE ledger_offset RENAME TO away_too");
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.standings.of(List.of(this.events.id)));
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.standings.includes(this.mark));
	}

	private void append(SubmissionEvent... told) {
		Long from = (this.written > 0) ? Long.valueOf(this.written) : null;
		this.written += told.length;
		assertThat(this.database.ledger.append(List.of(told), Map.of(0, new Move(from, this.written)))).isTrue();
	}

	private Standing standing() {
		return this.standings.of(List.of(this.events.id)).get(this.events.id);
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqlLedgerFiguresTests {

	private final LedgerDatabase database = open();

	private final LedgerFigures figures = new SqlLedgerFigures(this.database.jdbc,
			Clock.fixed(Events.START.plusSeconds(100), ZoneOffset.UTC));

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void anEmptyLedgerHasNoneOfAnything() {
		LedgerFigures.Figures now = this.figures.read();
		assertThat(now.byStatus()).containsOnlyKeys("accepted", "waiting", "running", "succeeded", "failed", "dead")
			.allSatisfy((status, count) -> assertThat(count).isZero());
		assertThat(now.unfinished()).isZero();
		assertThat(now.oldestUnfinished()).isZero();
		assertThat(now.oldestDead()).isZero();
	}

	@Test
	void whatIsAcceptedIsFinishedDeadWaitingOrUnfinished() {
		List<SubmissionEvent> told = new ArrayList<>();
		List<Events> all = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			Events each = new Events(SubmissionId.next(), Events.START.plusSeconds(i));
			all.add(each);
			told.add(each.accepted());
		}
		told.addAll(List.of(all.get(0).started(1), all.get(0).retry(1, null)));
		told.addAll(List.of(all.get(1).started(1), all.get(1).finished(1, "worker-error", 500), all.get(1).dead(1)));
		told.addAll(List.of(all.get(2).started(1), all.get(2).finished(1, "completed", 200)));
		told.addAll(List.of(all.get(3).started(1), all.get(3).finished(1, "step-failed", 422)));
		told.add(all.get(5).started(1));
		this.database.ledger.append(told, Map.of(0, new Move(null, told.size())));
		LedgerFigures.Figures now = this.figures.read();
		assertThat(now.byStatus())
			.isEqualTo(Map.of("accepted", 1L, "waiting", 1L, "running", 1L, "succeeded", 1L, "failed", 1L, "dead", 1L));
		assertThat(now.unfinished()).isEqualTo(2);
		assertThat(now.oldestUnfinished()).isEqualTo(Duration.ofSeconds(96));
		assertThat(now.oldestDead()).isEqualTo(Duration.ofSeconds(99));
	}

}

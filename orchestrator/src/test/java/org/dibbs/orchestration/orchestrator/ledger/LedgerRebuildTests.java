package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerRebuildTests {

	private static final List<String> TABLES = List.of("submission", "submission_step", "submission_count",
			"tenant_count", "submission_due", "submission_replay");

	private final LedgerDatabase database = open();

	private final LedgerRebuild rebuild = rebuild();

	private final List<SubmissionEvent> told = new ArrayList<>();

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	private LedgerRebuild rebuild() {
		return new LedgerRebuild(this.database.jdbc, LedgerDatabase.transactions(this.database.jdbc.getDataSource()));
	}

	// More submissions than are deleted at a time.
	@BeforeEach
	void fill() {
		for (int i = 0; i < 2100; i++) {
			Events events = new Events();
			this.told.addAll(List.of(events.accepted(), events.started(1), events.step(1, 1, StepOutcome.ERROR)));
			if (i % 3 == 0) {
				this.told.add(events.retry(1, Events.checkpoint(2)));
			}
			else {
				this.told.add(events.finished(1, "step-failed", 503));
				this.told.add(events.replay(2, "b.json", null));
			}
		}
		this.database.ledger.append(List.of(), Map.of(1, new Move(null, 77)));
		tell(null);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void theSameEventsMakeTheSameRows() {
		Map<String, List<?>> before = rows();
		assertThat(before.values()).noneMatch(List::isEmpty);
		this.rebuild.request();
		assertThat(this.database.ledger.offsets()).isEqualTo(Map.of(0, -1L, 1, -1L));
		assertThat(this.database.ledger.append(this.told.subList(0, 1), Map.of(0, new Move(this.told.size() + 0L, 9))))
			.isFalse();
		assertThat(this.database.ledger.finishRebuild(Duration.ofMinutes(1))).isTrue();
		assertThat(rows().values()).allMatch(List::isEmpty);
		assertThat(this.database.ledger.offsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
		tell(0L);
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void aWorkerThatDiesIsFollowedByAnother() {
		this.rebuild.request();
		assertThat(this.rebuild.emptySome()).isFalse();
		assertThat(this.database.ledger.finishRebuild(Duration.ZERO)).isFalse();
		// Seen for the first time, as by a worker that has not heard of it.
		this.database.ledger.append(List.of(new Events().accepted()), Map.of(2, new Move(null, 1)));
		assertThat(rebuild().goOn(Duration.ofMinutes(1))).isTrue();
		assertThat(rows().values()).allMatch(List::isEmpty);
		assertThat(this.database.ledger.offsets()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));
	}

	@Test
	void severalWorkersEmptyItTogetherAndNoneDeletesWhatIsWrittenAfter() throws Exception {
		this.rebuild.request();
		try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
			Callable<Boolean> empties = () -> rebuild().goOn(Duration.ofMinutes(1));
			for (Future<Boolean> done : workers.invokeAll(List.of(empties, empties, empties))) {
				assertThat(done.get()).isTrue();
			}
		}
		tell(0L);
		assertThat(rebuild().goOn(Duration.ofMinutes(1))).isTrue();
		assertThat(this.database.rows("submission")).isEqualTo(2100);
	}

	private void tell(Long from) {
		assertThat(this.database.ledger.append(this.told, Map.of(0, new Move(from, this.told.size())))).isTrue();
	}

	private Map<String, List<?>> rows() {
		Map<String, List<?>> rows = new TreeMap<>();
		for (String table : TABLES) {
			rows.put(table, this.database.jdbc.queryForList("SELECT * FROM " + table + " ORDER BY 1, 2"));
		}
		return rows;
	}

}

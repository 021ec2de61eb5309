package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionQueriesTests {

	private static final SubmissionFilter ALL = new SubmissionFilter(List.of(), null, null, null, null, null, null,
			null, null);

	private final LedgerDatabase database = open();

	private final SubmissionQueries queries = new SubmissionQueries(this.database.jdbc);

	/** Newest first; two were accepted in the same millisecond. */
	private final List<Events> submissions = new ArrayList<>();

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	@BeforeEach
	void fill() {
		for (int i = 0; i < 6; i++) {
			// With and without the first bit, as UUIDs of other versions may have it.
			SubmissionId id = new SubmissionId(new UUID((i % 2 == 0) ? 1L << 63 : 0, i));
			this.submissions.addFirst(new Events(id, Events.START.plusSeconds(1000L * (i / 2))));
		}
		List<SubmissionEvent> told = new ArrayList<>();
		this.submissions.forEach((each) -> told.add(each.accepted()));
		ended(told, 0, "completed", "a.json");
		ended(told, 1, "step-failed", "a.json");
		ended(told, 2, "step-failed", "b.json");
		ended(told, 3, "completed", "b.json");
		told.add(this.submissions.get(4).started(1));
		this.database.ledger.append(told, Map.of(0, new Move(null, told.size())));
	}

	private void ended(List<SubmissionEvent> told, int index, String outcome, String config) {
		Events submission = this.submissions.get(index);
		boolean success = outcome.equals("completed");
		told.add(submission.started(1, config));
		told.add(submission.step(1, index + 1, success ? StepOutcome.SUCCESS : StepOutcome.ERROR));
		told.add(submission.finished(1, outcome, success ? 200 : 503));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void pagesShowEachSubmissionOnceAndNewestFirst() {
		List<LedgerEntry> whole = this.queries.page(ALL, null, 500).entries();
		assertThat(whole).hasSize(6)
			.isSortedAccordingTo((one, other) -> other.times().accepted().compareTo(one.times().accepted()));
		SubmissionFilter anyStatus = new SubmissionFilter(List.of(SubmissionStatus.values()), null, null, null, null,
				null, null, null, null);
		for (SubmissionFilter filter : List.of(ALL, anyStatus)) {
			for (int limit = 1; limit < 7; limit++) {
				assertThat(paged(filter, limit)).isEqualTo(whole);
			}
		}
	}

	private List<LedgerEntry> paged(SubmissionFilter filter, int limit) {
		List<LedgerEntry> found = new ArrayList<>();
		SubmissionCursor cursor = null;
		do {
			SubmissionPage page = this.queries.page(filter, cursor, limit);
			found.addAll(page.entries());
			cursor = (page.next() != null) ? SubmissionCursor.parse(page.next().toString()) : null;
		}
		while (cursor != null);
		return found;
	}

	@Test
	void everyFilterFindsWhatItSays() {
		assertThat(found(List.of(SubmissionStatus.FAILED), null, null, null, null)).containsOnly(1, 2);
		assertThat(found(List.of(SubmissionStatus.RUNNING, SubmissionStatus.ACCEPTED), null, null, null, null))
			.containsOnly(4, 5);
		assertThat(found(List.of(), "b.json", null, null, null)).containsOnly(2, 3);
		assertThat(found(List.of(SubmissionStatus.FAILED), "b.json", null, null, null)).containsOnly(2);
		assertThat(found(List.of(), null, "ecr", null, null)).containsOnly(0, 1, 2, 3, 4);
		assertThat(found(List.of(), null, "fhir", null, null)).isEmpty();
		assertThat(found(List.of(), null, null, "endpoint3", null)).containsOnly(2);
		assertThat(found(List.of(), "a.json", "ecr", null, "step-failed")).containsOnly(1);
	}

	private List<Integer> found(List<SubmissionStatus> statuses, String config, String type, String step,
			String reason) {
		List<UUID> ids = this.submissions.stream().map((each) -> each.id.value()).toList();
		return paged(new SubmissionFilter(statuses, config, type, step, reason, null, null, null, null), 1).stream()
			.map((entry) -> ids.indexOf(entry.id()))
			.toList();
	}

	@Test
	void aConfigIsFoundWithEveryKindOfMessageAndWithNone() {
		Events none = new Events();
		this.database.ledger.append(List.of(new SubmissionEvent.Started(none.id, Events.START, Caller.DEFAULT_TENANT, 1,
				Events.START, null, "b.json", 1, none.source, null)), Map.of(1, new Move(null, 1)));
		assertThat(paged(new SubmissionFilter(List.of(), "b.json", null, null, null, null, null, null, null), 1))
			.extracting(LedgerEntry::id)
			.containsExactlyInAnyOrder(none.id.value(), this.submissions.get(2).id.value(),
					this.submissions.get(3).id.value());
		assertThat(found(List.of(), "b.json", "ecr", null, null)).containsOnly(2, 3);
	}

	@Test
	void aBatchIsFound() {
		SubmissionId batch = SubmissionId.next();
		Events part = new Events();
		this.database.ledger.append(List.of(new SubmissionEvent.Accepted(part.id, Events.START, Caller.DEFAULT_TENANT,
				SubmissionOrigin.PROCESS_MESSAGE, part.source, batch)), Map.of(1, new Move(null, 1)));
		SubmissionFilter ofBatch = new SubmissionFilter(List.of(), null, null, null, null, null, null, batch.value(),
				null);
		assertThat(paged(ofBatch, 1)).extracting(LedgerEntry::id).containsExactly(part.id.value());
		SubmissionFilter failed = new SubmissionFilter(List.of(SubmissionStatus.FAILED), null, null, null, null, null,
				null, batch.value(), null);
		assertThat(paged(failed, 1)).isEmpty();
	}

	@Test
	void aRangeOfTimeHasItsBeginAndNotItsEnd() {
		Instant from = Events.START.plusSeconds(1000);
		assertThat(paged(
				new SubmissionFilter(List.of(), null, null, null, null, from, from.plusSeconds(1000), null, null), 50))
			.hasSize(2);
		assertThat(total(from, from.plusSeconds(1000))).isEqualTo(2);
		assertThat(total(from.plusMillis(1), from.plusSeconds(1000))).isZero();
		assertThat(total(from, from)).isZero();
		assertThat(total(from, null)).isEqualTo(4);
		assertThat(total(null, from)).isEqualTo(2);
		assertThat(total(null, null)).isEqualTo(6);
		assertThat(total(Instant.parse("2026-03-01T11:00:00Z"), null)).isEqualTo(4);
	}

	private long total(Instant from, Instant to) {
		return this.queries.summary(from, to, null).stream().mapToLong(SubmissionCount::submissions).sum();
	}

	@Test
	void theSummaryCountsByStatusConfigAndReason() {
		assertThat(this.queries.summary(null, null, null)).containsExactlyInAnyOrder(
				new SubmissionCount(SubmissionStatus.SUCCEEDED, "a.json", null, 1),
				new SubmissionCount(SubmissionStatus.FAILED, "a.json", "step-failed", 1),
				new SubmissionCount(SubmissionStatus.FAILED, "b.json", "step-failed", 1),
				new SubmissionCount(SubmissionStatus.SUCCEEDED, "b.json", null, 1),
				new SubmissionCount(SubmissionStatus.RUNNING, "a.json", null, 1),
				new SubmissionCount(SubmissionStatus.ACCEPTED, null, null, 1));
		assertThat(this.queries.summary(Events.START, Events.START.plusSeconds(5000), null))
			.containsExactlyInAnyOrderElementsOf(this.queries.summary(null, null, null));
	}

	@Test
	void whatIsOlderThanTheRetentionIsDeletedWithItsStepsAndCounts() {
		LedgerProperties properties = TestProperties.with(Duration.ofSeconds(10), 2);
		Clock clock = Clock.fixed(Events.START.plusSeconds(1011), ZoneOffset.UTC);
		new LedgerPurge(this.database.jdbc, LedgerDatabase.transactions(this.database.jdbc.getDataSource()), properties,
				clock)
			.purge();
		assertThat(paged(ALL, 50)).extracting(LedgerEntry::id)
			.containsExactlyInAnyOrder(this.submissions.get(0).id.value(), this.submissions.get(1).id.value());
		assertThat(this.database.rows("submission_step")).isEqualTo(2);
		assertThat(total(null, null)).isEqualTo(2);
	}

}

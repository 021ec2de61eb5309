package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes events to the tables. What events tell and up to where they are told change in
 * one transaction, so that each event counts once, however often it is read and by
 * however many workers.
 */
final class Ledger {

	private final TransactionOperations transactions;

	private final LedgerRebuild rebuild;

	private final OffsetTable offsets;

	private final SubmissionTable submissions;

	private final StepTable steps;

	private final BatchTable batches;

	private final CountTable counts;

	private final DueTable due;

	private final ReplayTable replays;

	Ledger(JdbcTemplate jdbc, TransactionOperations transactions) {
		this.transactions = transactions;
		this.rebuild = new LedgerRebuild(jdbc, transactions);
		this.offsets = new OffsetTable(jdbc);
		this.submissions = new SubmissionTable(jdbc);
		this.steps = new StepTable(jdbc);
		this.batches = new BatchTable(jdbc);
		this.counts = new CountTable(jdbc);
		this.due = new DueTable(jdbc);
		this.replays = new ReplayTable(jdbc);
	}

	/**
	 * Up to where events have been written.
	 * @return the next offset of each partition that has any
	 */
	Map<Integer, Long> offsets() {
		return this.offsets.read();
	}

	/**
	 * Empties the tables for a while, if the ledger is to be made anew.
	 * @param limit how long about
	 * @return whether events can be written
	 */
	boolean finishRebuild(Duration limit) {
		return !LedgerRebuild.isWanted(offsets()) || this.rebuild.goOn(limit);
	}

	/**
	 * Writes events, unless somebody else has written events of one of their partitions
	 * meanwhile; then nothing is written.
	 * @param events the events of some partitions, each partition's in its order
	 * @param moves the partitions, and from where to where these events take them
	 * @return whether they were written
	 */
	boolean append(List<SubmissionEvent> events, Map<Integer, OffsetTable.Move> moves) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			// First, since this is what keeps others out; in order, so that no two wait
			// for each other.
			for (Map.Entry<Integer, OffsetTable.Move> move : new TreeMap<>(moves).entrySet()) {
				if (!this.offsets.move(move.getKey(), move.getValue())) {
					status.setRollbackOnly();
					return false;
				}
			}
			if (!events.isEmpty()) {
				write(events);
			}
			return true;
		}));
	}

	private void write(List<SubmissionEvent> all) {
		List<SubmissionEvent> events = all.stream().filter(EventFold::isOfSubmission).toList();
		List<UUID> ids = events.stream().map((event) -> event.id().value()).distinct().toList();
		Map<UUID, LedgerEntry> before = this.submissions.read(ids);
		Map<UUID, LedgerEntry> after = new LinkedHashMap<>();
		WaitChanges waits = new WaitChanges();
		for (SubmissionEvent event : events) {
			UUID id = event.id().value();
			LedgerEntry known = after.containsKey(id) ? after.get(id) : before.get(id);
			LedgerEntry next = EventFold.fold(known, event);
			waits.add(known, next, event);
			after.put(id, next);
		}
		List<LedgerEntry> added = new ArrayList<>();
		List<LedgerEntry> changed = new ArrayList<>();
		CountTable.Changes changes = new CountTable.Changes();
		for (LedgerEntry entry : after.values()) {
			LedgerEntry known = before.get(entry.id());
			if (!entry.equals(known)) {
				(known == null ? added : changed).add(entry);
				count(changes, known, entry);
			}
		}
		this.submissions.insert(added);
		this.submissions.update(changed);
		this.batches.write(all);
		this.steps.write(List.copyOf(lastSteps(events)));
		this.due.replace(waits.settled(), waits.due());
		this.replays.write(waits.replays());
		// Last, as workers may wait for each other here.
		this.counts.apply(changes);
	}

	private static void count(CountTable.Changes changes, @Nullable LedgerEntry before, LedgerEntry after) {
		if (before != null) {
			changes.remove(before);
		}
		changes.add(after);
	}

	private static Collection<LedgerStep> lastSteps(List<SubmissionEvent> events) {
		Map<StepKey, LedgerStep> steps = new LinkedHashMap<>();
		for (SubmissionEvent event : events) {
			if (event instanceof SubmissionEvent.StepFinished finished) {
				LedgerStep step = LedgerStep.of(finished);
				steps.merge(new StepKey(step.submission(), step.number()), step,
						(one, other) -> (other.attempt() >= one.attempt()) ? other : one);
			}
		}
		return steps.values();
	}

	private record StepKey(UUID submission, int number) {

	}

}

package org.dibbs.orchestration.local.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import org.dibbs.orchestration.exchange.DeadReason;

/**
 * Compares what was promised with what is found. Nothing is estimated: each submission
 * that does not fit is named.
 */
final class Checks {

	private final Promises promises;

	private final Evidence evidence;

	private final Map<String, Kind> accepted;

	private final Map<String, List<String>> members = new HashMap<>();

	Checks(Promises promises, Evidence evidence) {
		this.promises = promises;
		this.evidence = evidence;
		this.accepted = promises.accepted();
		evidence.fates().forEach((id, fate) -> {
			if (fate.batch() != null) {
				this.members.computeIfAbsent(fate.batch(), (batch) -> new ArrayList<>()).add(id);
			}
		});
	}

	List<Check> all() {
		return List.of(everyPromiseWasKept(), everyBatchIsComplete(), nothingIsLeftOver(), nothingCameFromNowhere(),
				eachHasOneResult(), nothingWasSavedTwice(), whatSucceededIsSaved(), whatIsSavedIsKnown(),
				theLedgerAgrees(), theDeadHaveLetters(), answersWereRight());
	}

	private Check everyPromiseWasKept() {
		return each("every accepted submission is finished or dead", this.accepted.keySet(), this::isEnded,
				this::described);
	}

	private Check everyBatchIsComplete() {
		List<String> violations = new ArrayList<>();
		this.promises.batches().forEach((batch, messages) -> {
			List<String> ids = this.members.getOrDefault(batch, List.of());
			long ended = ids.stream().filter(this::isEnded).count();
			if (ids.size() != messages || ended != messages) {
				violations.add("batch " + batch + ": " + messages + " messages, " + ids.size()
						+ " submissions, of which " + ended + " have ended");
			}
		});
		return new Check("every message of an accepted batch is finished or dead",
				this.promises.batches().size() + " batches", violations);
	}

	private Check nothingIsLeftOver() {
		Set<String> all = this.evidence.submissions();
		long dead = all.stream().filter((id) -> isEnded(id) && fate(id).isDead()).count();
		Check check = each("accepted = finished + dead, over all that was ever on the queue", all, this::isEnded,
				this::described);
		return new Check(check.claim(),
				all.size() + " = " + (all.stream().filter(this::isEnded).count() - dead) + " + " + dead,
				check.violations());
	}

	private Check nothingCameFromNowhere() {
		Set<String> extra = new TreeSet<>(this.evidence.submissions());
		extra.removeAll(this.accepted.keySet());
		this.promises.batches().keySet().forEach((batch) -> {
			extra.removeAll(this.members.getOrDefault(batch, List.of()));
			extra.remove(batch);
		});
		boolean possible = extra.size() <= this.promises.possible();
		return new Check("no more submissions than were sent",
				extra.size() + " that nobody was promised, " + this.promises.possible() + " possible",
				possible ? List.of() : extra.stream().map(this::described).toList());
	}

	private Check eachHasOneResult() {
		Set<String> all = this.evidence.submissions();
		all.addAll(this.evidence.results().keySet());
		all.removeAll(this.evidence.batches());
		return each("each submission has exactly one result", all, (id) -> results(id) == 1,
				(id) -> described(id) + ", " + results(id) + " results");
	}

	private Check nothingWasSavedTwice() {
		Evidence.Saved saved = this.evidence.saved();
		List<String> violations = (saved.refused() == 0 && saved.total() == saved.ids().size()) ? List.of()
				: List.of(saved.total() + " saves of " + saved.ids().size() + " eCRs, " + saved.refused()
						+ " refused because they were saved already");
		return new Check("no save was done twice", saved.total() + " saves", violations);
	}

	private Check whatSucceededIsSaved() {
		Set<String> succeeded = new HashSet<>();
		for (String id : this.evidence.saves().keySet()) {
			Fate fate = this.evidence.fate(id);
			if (fate != null && fate.isSuccess()) {
				succeeded.add(id);
			}
		}
		return each("what succeeded with a save is saved", succeeded,
				(id) -> this.evidence.saved().ids().contains(this.evidence.saves().get(id)), this::described);
	}

	private Check whatIsSavedIsKnown() {
		Map<String, String> submissions = new HashMap<>();
		this.evidence.saves().forEach((id, saved) -> submissions.put(saved, id));
		return each("what is saved belongs to a submission that has ended", this.evidence.saved().ids(),
				(saved) -> submissions.containsKey(saved) && isEnded(submissions.get(saved)),
				(saved) -> "eCR " + saved + " of " + Objects.toString(submissions.get(saved), "no submission"));
	}

	private Check theLedgerAgrees() {
		Set<String> all = this.evidence.submissions();
		return each("the ledger says what the events say", all,
				(id) -> status(id).equals(this.evidence.ledger().get(id)),
				(id) -> id + ": " + status(id) + " by the events, "
						+ Objects.toString(this.evidence.ledger().get(id), "unknown") + " in the ledger");
	}

	private Check theDeadHaveLetters() {
		Set<String> dead = new HashSet<>();
		this.evidence.fates().forEach((id, fate) -> {
			if (fate.isDead() && !DeadReason.BODY_GONE.slug().equals(fate.reason())) {
				dead.add(id);
			}
		});
		return each("each dead submission is in the dead letters", dead, this.evidence.letters()::contains,
				this::described);
	}

	private Check answersWereRight() {
		return new Check("each answer was right when it came", "see docs/operations.md", this.promises.brokenAnswers());
	}

	private static Check each(String claim, Set<String> ids, Predicate<String> holds, Function<String, String> words) {
		return new Check(claim, ids.size() + " looked at",
				ids.stream().filter(holds.negate()).sorted().map(words).toList());
	}

	private boolean isEnded(String id) {
		Fate fate = this.evidence.fate(id);
		return fate != null && fate.isEnded();
	}

	private Fate fate(String id) {
		return Objects.requireNonNull(this.evidence.fate(id));
	}

	private String status(String id) {
		Fate fate = this.evidence.fate(id);
		return (fate != null) ? fate.status() : "unknown";
	}

	private int results(String id) {
		return this.evidence.results().getOrDefault(id, 0);
	}

	private String described(String id) {
		Kind kind = this.accepted.get(id);
		Fate fate = this.evidence.fate(id);
		return id + " (" + ((kind != null) ? kind.label() : "not promised") + "): "
				+ ((fate != null) ? fate.status() + " in attempt " + fate.attempt()
						+ ((fate.reason() != null) ? ", " + fate.reason() : "") : "no event")
				+ (this.evidence.queued().contains(id) ? "" : ", not on the queue");
	}

}

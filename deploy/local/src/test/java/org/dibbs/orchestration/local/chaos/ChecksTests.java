package org.dibbs.orchestration.local.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each thing that may not happen is found: what is told as held would be worth nothing
 * otherwise.
 */
class ChecksTests {

	private static final String ECR = Samples.savedId(7);

	private final Promises promises = new Promises();

	private final Set<String> queued = new HashSet<>(Set.of("a", "s", "d"));

	private final Map<String, String> saves = new HashMap<>(Map.of("s", ECR));

	private final Set<String> batches = new HashSet<>();

	private final Map<String, Fate> fates = new HashMap<>(
			Map.of("a", ended("SUCCEEDED"), "s", ended("SUCCEEDED"), "d", dead()));

	private final Map<String, Integer> results = new HashMap<>(Map.of("a", 1, "s", 1, "d", 1));

	private final Set<String> letters = new HashSet<>(Set.of("d"));

	private final Map<String, String> ledger = new HashMap<>(Map.of("a", "SUCCEEDED", "s", "SUCCEEDED", "d", "DEAD"));

	private Evidence.Saved saved = new Evidence.Saved(1, 0, Set.of(ECR));

	ChecksTests() {
		this.promises.accepted("a", Kind.ELR);
		this.promises.accepted("s", Kind.SAVE);
		this.promises.accepted("d", Kind.KAFKA_MALFORMED);
	}

	@Test
	void allHoldsWhereEverythingFits() {
		assertThat(violated()).isEmpty();
	}

	@Test
	void findsWhatWasLost() {
		this.promises.accepted("lost", Kind.VXU);
		assertThat(violated()).containsExactly("every accepted submission is finished or dead");
	}

	@Test
	void findsWhatNeverEnded() {
		this.fates.put("a", new Fate(1, Fate.Stage.RUNNING, "RUNNING", null, null));
		assertThat(violated()).contains("every accepted submission is finished or dead",
				"accepted = finished + dead, over all that was ever on the queue");
	}

	@Test
	void findsAResultTooManyAndOneTooFew() {
		this.results.put("a", 2);
		assertThat(violated()).containsExactly("each submission has exactly one result");
		this.results.put("a", 0);
		assertThat(violated()).containsExactly("each submission has exactly one result");
	}

	@Test
	void findsASaveThatWasDoneTwice() {
		this.saved = new Evidence.Saved(2, 1, Set.of(ECR));
		assertThat(violated()).containsExactly("no save was done twice");
	}

	@Test
	void findsASaveThatIsMissing() {
		this.saved = new Evidence.Saved(0, 0, Set.of());
		assertThat(violated()).containsExactly("what succeeded with a save is saved");
	}

	@Test
	void findsASaveThatNobodyAskedFor() {
		this.saved = new Evidence.Saved(2, 0, Set.of(ECR, Samples.savedId(8)));
		assertThat(violated()).containsExactly("what is saved belongs to a submission that has ended");
	}

	@Test
	void findsALedgerThatIsWrong() {
		this.ledger.put("a", "FAILED");
		assertThat(violated()).containsExactly("the ledger says what the events say");
		this.ledger.remove("a");
		assertThat(violated()).containsExactly("the ledger says what the events say");
	}

	@Test
	void findsADeadSubmissionWithoutALetter() {
		this.letters.clear();
		assertThat(violated()).containsExactly("each dead submission is in the dead letters");
	}

	@Test
	void findsASubmissionThatNobodySent() {
		add("extra", null);
		assertThat(violated()).containsExactly("no more submissions than were sent");
		this.promises.unknown(1);
		assertThat(violated()).isEmpty();
	}

	@Test
	void findsAMessageOfABatchThatIsMissing() {
		this.promises.batch("batch", 2);
		this.batches.add("batch");
		this.queued.add("batch");
		add("first", "batch");
		assertThat(violated()).containsExactly("every message of an accepted batch is finished or dead");
		add("second", "batch");
		assertThat(violated()).isEmpty();
	}

	@Test
	void findsAnAnswerThatWasWrong() {
		this.promises.broke("503 without Retry-After");
		assertThat(violated()).containsExactly("each answer was right when it came");
	}

	private void add(String id, String batch) {
		this.queued.add(id);
		this.fates.put(id, new Fate(1, Fate.Stage.FINISHED, "SUCCEEDED", null, batch));
		this.results.put(id, 1);
		this.ledger.put(id, "SUCCEEDED");
	}

	private List<String> violated() {
		Evidence evidence = new Evidence(this.queued, this.saves, this.batches, this.fates, this.results, this.letters,
				this.ledger, this.saved);
		return new Checks(this.promises, evidence).all()
			.stream()
			.filter((check) -> !check.holds())
			.map(Check::claim)
			.toList();
	}

	private static Fate ended(String status) {
		return new Fate(1, Fate.Stage.FINISHED, status, null, null);
	}

	private static Fate dead() {
		return new Fate(1, Fate.Stage.DEAD, "DEAD", "not-a-submission", null);
	}

}

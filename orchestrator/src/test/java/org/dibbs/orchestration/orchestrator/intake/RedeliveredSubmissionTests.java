package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of submissions that fail for the time being, or come again.
 */
class RedeliveredSubmissionTests extends SubmissionProcessorFixture {

	@Test
	void triesAgainLaterWhereNobodyWaits() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		process(SUBMISSION.formatted("known.json"));
		assertThat(records(Topics.RESULTS)).isEmpty();
		assertThat(events().getLast())
			.isEqualTo(new SubmissionEvent.RetryScheduled(this.id, NOW, 1, "worker-error", NOW.plusSeconds(10), null));
	}

	@Test
	void waitsLongerBeforeEachFurtherAttempt() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		process(record("known.json"), Resumption.fresh(2, null, false));
		assertThat(events().getLast())
			.isEqualTo(new SubmissionEvent.RetryScheduled(this.id, NOW, 2, "worker-error", NOW.plusSeconds(40), null));
	}

	@Test
	void givesUpWhenAllAttemptsAreUsed() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		process(record("known.json"), Resumption.fresh(3, null, false));
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON)).isEqualTo("attempts-used-up");
		ProducerRecord<String, byte[]> result = only(Topics.RESULTS);
		assertThat(text(result)).contains("away for the test");
		assertThat(header(result, ExchangeHeaders.ATTEMPT)).isEqualTo("3");
		assertThat(header(result, ExchangeHeaders.DEAD_LETTER_REASON)).isEqualTo("attempts-used-up");
		assertThat(events().getLast()).isInstanceOfSatisfying(SubmissionEvent.DeadLettered.class, (dead) -> {
			assertThat(dead.attempt()).isEqualTo(3);
			assertThat(dead.reason()).isEqualTo("attempts-used-up");
		});
	}

	@Test
	void tellsWhoWaitsOfAFailureAtOnce() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		ConsumerRecord<String, byte[]> record = record("known.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.RESULT_PARTITION, 0);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.REPLY_UNTIL, NOW.plusMillis(1).toEpochMilli());
		process(record, Resumption.fresh(1, null, false));
		assertThat(text(only(Topics.RESULTS))).contains("away for the test");
	}

	@Test
	void triesAgainLaterWhereTheCallerHasWaitedLongEnough() throws InterruptedException {
		this.blocks.failure = TRANSIENT;
		ConsumerRecord<String, byte[]> record = record("known.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.RESULT_PARTITION, 0);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.REPLY_UNTIL, NOW.toEpochMilli());
		process(record, Resumption.fresh(1, null, false));
		assertThat(records(Topics.RESULTS)).isEmpty();
		assertThat(events().getLast()).isInstanceOf(SubmissionEvent.RetryScheduled.class);
	}

	@Test
	void buriesAStepThatAWorkerLeftOpenWithoutCallingAnything() throws InterruptedException {
		process(record("known.json"), new Resumption(1, null, 1, true, null, 1));
		assertThat(this.blocks.requests()).isEmpty();
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON))
			.isEqualTo("step-outcome-unknown");
		assertThat(text(only(Topics.RESULTS))).contains("step 1 must not be repeated");
	}

	@Test
	void givesUpWhatWorkersDiedOfAgainAndAgainWithoutLookingAtIt() throws InterruptedException {
		process(record("known.json"), new Resumption(1, null, null, false, null, 4));
		assertThat(this.blocks.requests()).hasSize(1);
		process(new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(), "no json".getBytes()),
				new Resumption(1, null, null, false, null, 5));
		assertThat(this.blocks.requests()).hasSize(1);
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON)).isEqualTo("worker-killed");
		assertThat(text(records(Topics.RESULTS).getLast())).contains("5 workers ended while they worked on it");
	}

	@Test
	void doesNotSayOfAStepThatIsOpenThatItCanBeRepeatedWhereWorkersDied() throws InterruptedException {
		process(record("known.json"), new Resumption(1, null, 1, true, null, 5));
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON))
			.isEqualTo("step-outcome-unknown");
	}

	@Test
	void tellsThatARunWasStoppedAndDidNotKillItsWorker() {
		this.blocks.failure = TRANSIENT;
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> process(record("known.json"), Resumption.fresh(1, null, false)));
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "HandedBack");
	}

	@Test
	void keepsTheStateAfterAStepThatMustNotBeRepeated() throws InterruptedException {
		process(SUBMISSION.formatted("saving.json"));
		assertThat(only(Topics.CHECKPOINTS).key()).isEqualTo(this.id.toString());
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "StepBegun", "StepFinished", "Finished");
		assertThat(events().get(2)).isInstanceOfSatisfying(SubmissionEvent.StepFinished.class,
				(step) -> assertThat(step.checkpoint()).isNotNull());
	}

	@Test
	@Timeout(60)
	void callsTheNextStepBesideTheWritingOfTheStateBeforeIt() throws InterruptedException {
		this.beforeCheckpoint = new CountDownLatch(1);
		process(SUBMISSION.formatted("saving-first.json"));
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "StepBegun", "StepFinished", "StepFinished", "Finished");
		assertThat(events().get(2)).isInstanceOfSatisfying(SubmissionEvent.StepFinished.class,
				(step) -> assertThat(step.number()).isEqualTo(1));
	}

	@Test
	void leavesAStepOpenWhoseStateIsTooLargeToBeKept() throws InterruptedException {
		this.largestCheckpoint = 5;
		process(SUBMISSION.formatted("saving.json"));
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "StepBegun", "Finished");
	}

	@Test
	void doesNotTryAgainWhatWouldRepeatAStepThatIsOpen() throws InterruptedException {
		this.largestCheckpoint = 5;
		this.blocks.failureOf = "a";
		this.blocks.failure = TRANSIENT;
		process(SUBMISSION.formatted("saving-first.json"));
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON))
			.isEqualTo("step-outcome-unknown");
	}

	@Test
	void goesOnFromACheckpoint() throws InterruptedException {
		RecordPlace place = new RecordPlace(Topics.CHECKPOINTS, 0, 5);
		this.archive.put(place, "{\"data\":{\"kept\":1},\"answers\":[]}".getBytes(StandardCharsets.UTF_8));
		process(record("two.json"), Resumption.fresh(2, new Checkpoint(place, 2), false));
		assertThat(this.blocks.requests()).containsExactly("/path/a {\"data\":{\"kept\":1}}");
	}

	@Test
	void beginsWithTheFirstStepWhereACheckpointIsGone() throws InterruptedException {
		process(record("two.json"),
				Resumption.fresh(2, new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 0, 5), 2), false));
		assertThat(this.blocks.requests()).hasSize(2);
		assertThat(records(Topics.RESULTS)).hasSize(1);
	}

	@Test
	void looksForNoCheckpointWhereNoneCanBe() throws InterruptedException {
		process(record("two.json"),
				Resumption.fresh(2, new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 99, 5), 2), false));
		process(record("two.json"), Resumption.fresh(2, new Checkpoint(new RecordPlace("absent", 0, 5), 2), false));
		assertThat(header(records(Topics.RESULTS).getFirst(), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
		assertThat(records(Topics.RESULTS)).hasSize(2);
		assertThat(records(Topics.DEAD_LETTERS)).isEmpty();
	}

	@Test
	void repeatsNothingThatMustNotBeRepeatedWhereACheckpointIsGone() throws InterruptedException {
		process(record("two.json"),
				Resumption.fresh(2, new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 0, 5), 2), true));
		assertThat(this.blocks.requests()).isEmpty();
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON)).isEqualTo("body-gone");
	}

	@Test
	void tellsOnlyTheEndOfWhatHadItsResultAlready() throws InterruptedException {
		ConsumerRecord<String, byte[]> result = new ConsumerRecord<>(Topics.RESULTS, 2, 77, this.id.toString(),
				"{}".getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(result.headers(), ExchangeHeaders.OUTCOME, "worker-error");
		ExchangeHeaders.set(result.headers(), ExchangeHeaders.STATUS, 500);
		ExchangeHeaders.set(result.headers(), ExchangeHeaders.DEAD_LETTER_REASON, "worker-defect");
		ExchangeHeaders.set(result.headers(), ExchangeHeaders.DEAD_LETTER, "dibbs-dead-letters/0/3");
		process(record("known.json"), Resumption.concluded(1, result));
		assertThat(records(Topics.RESULTS)).isEmpty();
		assertThat(records(Topics.DEAD_LETTERS)).isEmpty();
		assertThat(events()).containsExactly(
				new SubmissionEvent.Finished(this.id, NOW, 1, "worker-error", 500,
						new RecordPlace(Topics.RESULTS, 2, 77), "worker-defect"),
				new SubmissionEvent.DeadLettered(this.id, NOW, 1, "worker-defect",
						new RecordPlace(Topics.SUBMISSIONS, 3, 14), new RecordPlace(Topics.DEAD_LETTERS, 0, 3)));
	}

	@Test
	void doesNotSayWhichVersionAConfigHadThatCouldNotBeRead() throws InterruptedException {
		process(record("away.json"), Resumption.fresh(1, null, false));
		assertThat(events().getFirst()).isInstanceOfSatisfying(SubmissionEvent.Started.class, (started) -> {
			assertThat(started.config()).isNull();
			assertThat(started.configVersion()).isEqualTo(SubmissionEvent.Started.UNKNOWN_VERSION);
		});
		assertThat(events().getLast()).isInstanceOf(SubmissionEvent.RetryScheduled.class);
	}

	@Test
	void handsTheConfigThatALaterAttemptIsToHaveToTheNextOneWhereItCannotBeRead() throws InterruptedException {
		ConsumerRecord<String, byte[]> record = record("known.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.CONFIG, "away.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.CONFIG_VERSION, 3);
		process(record, Resumption.fresh(2, null, false));
		assertThat(events().getFirst()).isInstanceOfSatisfying(SubmissionEvent.Started.class, (started) -> {
			assertThat(started.config()).isEqualTo("away.json");
			assertThat(started.configVersion()).isEqualTo(3);
		});
	}

	@Test
	void runsAnotherConfigWhereAReplaySaysSo() throws InterruptedException {
		ConsumerRecord<String, byte[]> record = record("absent.json");
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.CONFIG, "known.json");
		process(record, Resumption.fresh(2, null, false));
		assertThat(header(only(Topics.RESULTS), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
	}

}

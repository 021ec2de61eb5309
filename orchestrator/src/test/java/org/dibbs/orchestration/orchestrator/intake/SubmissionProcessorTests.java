package org.dibbs.orchestration.orchestrator.intake;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionProcessorTests extends SubmissionProcessorFixture {

	@Test
	void publishesTheResultOfTheWorkflowUnderTheSubmissionsId() throws InterruptedException {
		process(SUBMISSION.formatted("known.json"));
		ProducerRecord<String, byte[]> result = only(Topics.RESULTS);
		assertThat(result.key()).isEqualTo(this.id.toString());
		assertThat(text(result)).contains("{\"done\":true}");
		assertThat(header(result, ExchangeHeaders.OUTCOME)).isEqualTo("completed");
	}

	@Test
	void answersThatAConfigDoesNotExist() throws InterruptedException {
		process(SUBMISSION.formatted("absent.json"));
		assertThat(text(only(Topics.RESULTS))).isEqualTo("{\"message\":\"A config with the name 'absent.json' could "
				+ "not be found.\",\"processed_values\":{}}");
	}

	@Test
	void answersAndKeepsWhatIsNoSubmission() throws InterruptedException {
		process("no json");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
		ProducerRecord<String, byte[]> letter = only(Topics.DEAD_LETTERS);
		assertThat(text(letter)).isEqualTo("no json");
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("dibbs-submissions/3/14");
	}

	@Test
	void answersAndKeepsARecordWithoutAValue() throws InterruptedException {
		process(null);
		assertThat(text(only(Topics.RESULTS))).contains("field required");
		assertThat(only(Topics.DEAD_LETTERS).value()).isNull();
	}

	@Test
	void splitsABatchAndAnswersNothing() throws InterruptedException {
		processBatch(SUBMISSION.formatted("known.json"));
		assertThat(only(Topics.SUBMISSIONS).key()).isEqualTo(SubmissionId.ofBatch(this.id, 1).toString());
		assertThat(this.producer.history()).extracting(ProducerRecord::topic).doesNotContain(Topics.RESULTS);
	}

	@Test
	void answersAndKeepsWhatIsNoBatch() throws InterruptedException {
		processBatch("no json");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
		assertThat(text(only(Topics.DEAD_LETTERS))).isEqualTo("no json");
		assertThat(this.producer.history()).extracting(ProducerRecord::topic).doesNotContain(Topics.SUBMISSIONS);
	}

	@Test
	void answersAndKeepsWhatMakesTheWorkerFail() throws InterruptedException {
		this.blocks.failure = new IllegalStateException("Marker");
		process(SUBMISSION.formatted("known.json"));
		assertThat(text(only(Topics.RESULTS))).contains("\"message\":\"Orchestration service error: ")
			.contains("IllegalStateException")
			.doesNotContain("Marker");
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON)).doesNotContain("Marker");
	}

	@Test
	void answersAndKeepsWhatIsTooMuchForTheWorker() throws InterruptedException {
		this.blocks.failure = new OutOfMemoryError("Marker");
		process(SUBMISSION.formatted("known.json"));
		assertThat(text(only(Topics.RESULTS))).contains("OutOfMemoryError").doesNotContain("Marker");
		assertThat(text(only(Topics.DEAD_LETTERS))).isEqualTo(SUBMISSION.formatted("known.json"));
	}

	@Test
	void keepsTheHeadersOfWhatIsTooLargeForTheDeadLetters() throws InterruptedException {
		this.largestDeadLetter = 5;
		process("no json");
		ProducerRecord<String, byte[]> letter = only(Topics.DEAD_LETTERS);
		assertThat(letter.value()).isNull();
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("dibbs-submissions/3/14");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
	}

	@Test
	void quotesOnlyTheBeginningOfANameThatIsNone() throws InterruptedException {
		process(SUBMISSION.formatted("x".repeat(1000)));
		assertThat(text(only(Topics.RESULTS))).hasSizeLessThan(400).contains("xxx…' could not be found.");
	}

	@Test
	void namesASubmissionWithoutAnIdAfterItsPlace() throws InterruptedException {
		process(new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, null, new byte[0]), Resumption.fresh(1, null, false));
		assertThat(only(Topics.RESULTS).key()).isEqualTo(SubmissionId.ofRecord(Topics.SUBMISSIONS, 3, 14).toString());
	}

	@Test
	void tellsWhoWatchesEachStepAndThenTheEnd() throws InterruptedException {
		watch(SUBMISSION.formatted("known.json"), 0);
		List<ProducerRecord<String, byte[]>> told = records(Topics.PROGRESS);
		assertThat(told).extracting(ProducerRecord::partition).containsExactly(0, 0);
		assertThat(told).extracting(SubmissionProcessorFixture::text)
			.containsExactly("{\"done\":true}", text(only(Topics.RESULTS)));
		assertThat(header(told.get(0), ExchangeHeaders.STEP_NUMBER)).isEqualTo("1");
		assertThat(header(told.get(1), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
	}

	@Test
	void tellsWhoWatchesTheEndOfWhatCouldNotRun() throws InterruptedException {
		watch(SUBMISSION.formatted("absent.json"), 0);
		assertThat(header(only(Topics.PROGRESS), ExchangeHeaders.OUTCOME)).isEqualTo("unknown-config");
	}

	@Test
	void tellsNobodyWhereThereIsNoSuchPartition() throws InterruptedException {
		watch(SUBMISSION.formatted("known.json"), 1);
		assertThat(records(Topics.PROGRESS)).isEmpty();
		assertThat(records(Topics.RESULTS)).hasSize(1);
	}

	@Test
	void tellsTheLedgerWhatBecomesOfASubmission() throws InterruptedException {
		process(SUBMISSION.formatted("known.json"));
		List<SubmissionEvent> told = events();
		assertThat(told).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "StepFinished", "Finished");
		assertThat(told).allSatisfy((event) -> assertThat(event.id()).isEqualTo(this.id));
		assertThat((SubmissionEvent.Started) told.get(0)).satisfies((started) -> {
			assertThat(started.config()).isEqualTo("c.json");
			assertThat(started.messageType()).isEqualTo(MessageType.FHIR);
			assertThat(started.source()).hasToString("dibbs-submissions/3/14");
		});
		assertThat((SubmissionEvent.StepFinished) told.get(1)).satisfies((step) -> {
			assertThat(step.endpoint()).isEqualTo("a");
			assertThat(step.outcome()).isEqualTo(SubmissionEvent.StepOutcome.SUCCESS);
		});
		assertThat((SubmissionEvent.Finished) told.get(2)).satisfies((finished) -> {
			assertThat(finished.isSuccess()).isTrue();
			assertThat(finished.result().topic()).isEqualTo(Topics.RESULTS);
		});
	}

	@Test
	void tellsTheLedgerOfADeadLetterLast() throws InterruptedException {
		process("no json");
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "Finished", "DeadLettered");
	}

	@Test
	void storesNoResultOfWhichNobodyKnowsThatItsAttemptWasBegun() throws InterruptedException {
		process("no json");
		assertThat(this.producer.history()).extracting(ProducerRecord::topic)
			.containsExactly(Topics.EVENTS, Topics.DEAD_LETTERS, Topics.RESULTS, Topics.EVENTS, Topics.EVENTS);
	}

	@Test
	void tellsTheLedgerNothingThatACallerWrote() throws InterruptedException {
		process(SUBMISSION.formatted("Marker.json"));
		process(SUBMISSION.formatted("known.json").replace("fhir", "Marker"));
		assertThat(records(Topics.EVENTS)).isNotEmpty()
			.allSatisfy((record) -> assertThat(text(record)).doesNotContain("Marker"));
	}

}

package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * What is found afterwards.
 *
 * @param queued the submissions and batches on the queue
 * @param saves what submissions are saved by that are to be saved, by their ids
 * @param batches the batches that events tell of
 * @param fates what events say of submissions, by their ids
 * @param results how many results each submission has
 * @param letters the submissions that are in the dead letters
 * @param ledger what the ledger answers: statuses by ids
 * @param saved what was saved
 */
record Evidence(Set<String> queued, Map<String, String> saves, Set<String> batches, Map<String, Fate> fates,
		Map<String, Integer> results, Set<String> letters, Map<String, String> ledger, Saved saved) {

	/**
	 * Reads all topics from their beginning, the ledger, and what the sandbox has
	 * counted.
	 * @param stack where
	 * @param client what asks the processes
	 * @return what was found
	 * @throws IOException if one of them does not answer
	 */
	static Evidence gather(ChaosStack stack, Client client) throws IOException {
		LedgerView ledger = new LedgerView(client, stack.address(stack.gateways().getFirst()));
		Evidence evidence = new Evidence(new HashSet<>(), new HashMap<>(), new HashSet<>(), new HashMap<>(),
				new HashMap<>(), new HashSet<>(), ledger.statuses(), Saved.of(stack, client));
		TopicScan topics = new TopicScan(stack.bootstrapServers());
		topics.read(Topics.EVENTS, evidence::event);
		topics.read(Topics.SUBMISSIONS, evidence::submission);
		topics.read(Topics.RESULTS, (record) -> evidence.results.merge(record.key(), 1, Integer::sum));
		topics.read(Topics.DEAD_LETTERS, (record) -> evidence.letters.add(idOfLetter(record)));
		return evidence;
	}

	private void event(ConsumerRecord<String, byte[]> record) {
		SubmissionEvent event = EventCodec.event(record);
		if (event == null) {
			return;
		}
		String id = event.id().toString();
		Fate fate = Fate.after(this.fates.get(id), event);
		if (fate == null) {
			this.batches.add(id);
		}
		else {
			this.fates.put(id, fate);
		}
	}

	private void submission(ConsumerRecord<String, byte[]> record) {
		String id = ExchangeCodec.submissionId(record).toString();
		this.queued.add(id);
		String saved = (record.value() != null && !this.batches.contains(id)) ? Samples.savedId(record.value()) : null;
		if (saved != null) {
			this.saves.put(id, saved);
		}
	}

	private static String idOfLetter(ConsumerRecord<String, byte[]> record) {
		String source = ExchangeHeaders.get(record.headers(), ExchangeHeaders.DEAD_LETTER_SOURCE);
		RecordPlace place = RecordPlace.parse(source);
		SubmissionId named = SubmissionId.parse(ExchangeHeaders.get(record.headers(), ExchangeHeaders.SUBMISSION_ID));
		SubmissionId id = (named != null) ? named : SubmissionId.parse(record.key());
		if (id == null && place != null) {
			id = SubmissionId.ofRecord(place.topic(), place.partition(), place.offset());
		}
		return Objects.toString(id, "none");
	}

	@Nullable Fate fate(String id) {
		return this.fates.get(id);
	}

	/**
	 * All submissions that anything knows of.
	 * @return their ids
	 */
	Set<String> submissions() {
		Set<String> all = new HashSet<>(this.fates.keySet());
		all.addAll(this.queued);
		all.addAll(this.ledger.keySet());
		all.removeAll(this.batches);
		return all;
	}

	/**
	 * What the sandbox's viewer has counted.
	 *
	 * @param total saves asked for
	 * @param refused those of what was saved already
	 * @param ids what was saved
	 */
	record Saved(long total, long refused, Set<String> ids) {

		private static Saved of(ChaosStack stack, Client client) throws IOException {
			JsonFragment answer = JsonFragment
				.literal(client.get(stack.address("sandbox") + "/__saved", Duration.ofSeconds(30)).body());
			Set<String> ids = new HashSet<>();
			for (JsonFragment id : Objects.requireNonNullElse(JsonMembers.elements(LedgerView.member(answer, "ids")),
					List.<JsonFragment>of())) {
				ids.add(id.text());
			}
			return new Saved(LedgerView.number(answer, "total"), LedgerView.number(answer, "refused"), ids);
		}

	}

}

package org.dibbs.orchestration.exchange;

import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into Kafka records and back. The value is a JSON object; its member
 * {@code type} says which event it is, times are milliseconds since 1970.
 */
public final class EventCodec {

	static final String TYPE = "type";

	static final String AT = "at";

	static final String TENANT = "tenant";

	static final String ATTEMPT = "attempt";

	static final String CONFIG_VERSION = "config_version";

	static final String STATUS = "status";

	static final String OUTCOME = "outcome";

	static final String SOURCE = "source";

	static final String ORIGIN = "origin";

	static final String BATCH = "batch";

	static final String MESSAGES = "messages";

	static final String NUMBER = "number";

	static final String SERVICE = "service";

	static final String ENDPOINT = "endpoint";

	static final String REASON = "reason";

	static final String LETTER = "letter";

	static final String DUE_AT = "due_at";

	private EventCodec() {
	}

	/**
	 * The record of an event.
	 * @param event the event
	 * @return a record for {@link Topics#EVENTS}
	 */
	public static ProducerRecord<String, byte[]> record(SubmissionEvent event) {
		JsonObjectBuilder json = new JsonObjectBuilder().member(TYPE, type(event))
			.member(AT, event.at().toEpochMilli());
		switch (event) {
			case SubmissionEvent.Accepted accepted -> json.member(TENANT, accepted.tenant())
				.member(ORIGIN, accepted.origin().wire())
				.member(SOURCE, accepted.source().toString())
				.optionalMember(BATCH, text(accepted.batch()));
			case SubmissionEvent.BatchAccepted batch -> json.member(TENANT, batch.tenant())
				.member(ORIGIN, batch.origin().wire())
				.member(MESSAGES, batch.messages())
				.member(SOURCE, batch.source().toString());
			case SubmissionEvent.BatchSplit batch -> json.member(MESSAGES, batch.messages());
			case SubmissionEvent.Started started -> write(started, json);
			case SubmissionEvent.StepBegun step -> json.member(ATTEMPT, step.attempt())
				.member(NUMBER, step.number())
				.member(SERVICE, step.service())
				.member(ENDPOINT, step.endpoint());
			case SubmissionEvent.StepFinished step -> write(step, json);
			case SubmissionEvent.RetryScheduled retry -> write(retry, json);
			case SubmissionEvent.HandedBack back -> json.member(ATTEMPT, back.attempt());
			case SubmissionEvent.ReplayRequested replay -> write(replay, json);
			case SubmissionEvent.Finished finished -> json.member(ATTEMPT, finished.attempt())
				.member(OUTCOME, finished.outcome())
				.member(STATUS, finished.status())
				.member("result", finished.result().toString())
				.optionalMember("dead_reason", text(finished.deadReason()));
			case SubmissionEvent.DeadLettered dead -> json.member(ATTEMPT, dead.attempt())
				.member(REASON, dead.reason())
				.member(SOURCE, dead.source().toString())
				.optionalMember(LETTER, text(dead.letter()));
		}
		String id = event.id().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.EVENTS, id, json.build().bytes());
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		return record;
	}

	private static String type(SubmissionEvent event) {
		return switch (event) {
			case SubmissionEvent.Accepted accepted -> "accepted";
			case SubmissionEvent.BatchAccepted batch -> "batch-accepted";
			case SubmissionEvent.BatchSplit batch -> "batch-split";
			case SubmissionEvent.Started started -> "started";
			case SubmissionEvent.StepBegun step -> "step-begun";
			case SubmissionEvent.StepFinished step -> "step-finished";
			case SubmissionEvent.RetryScheduled retry -> "retry-scheduled";
			case SubmissionEvent.HandedBack back -> "handed-back";
			case SubmissionEvent.ReplayRequested replay -> "replay-requested";
			case SubmissionEvent.Finished finished -> "finished";
			case SubmissionEvent.DeadLettered dead -> "dead-lettered";
		};
	}

	private static void write(SubmissionEvent.Started started, JsonObjectBuilder json) {
		MessageType type = started.messageType();
		json.member(TENANT, started.tenant())
			.member(ATTEMPT, started.attempt())
			.member("accepted_at", started.acceptedAt().toEpochMilli())
			.optionalMember("message_type", (type != null) ? JsonFragment.string(type.wire()) : null)
			.optionalMember("config", text(started.config()))
			.optionalMember(CONFIG_VERSION,
					(started.configVersion() >= 0) ? JsonFragment.literal(Integer.toString(started.configVersion()))
							: null)
			.member(SOURCE, started.source().toString())
			.optionalMember("trace_id", text(started.traceId()))
			.optionalMember(BATCH, text(started.batch()));
	}

	private static void write(SubmissionEvent.StepFinished step, JsonObjectBuilder json) {
		json.member(ATTEMPT, step.attempt())
			.member(NUMBER, step.number())
			.member(SERVICE, step.service())
			.member(ENDPOINT, step.endpoint())
			.member(OUTCOME, step.outcome().name().toLowerCase(Locale.ROOT))
			.member(STATUS, step.status())
			.member("duration_ms", step.duration().toMillis())
			.optionalMember("warning", text(step.warning()));
		write(step.checkpoint(), json);
	}

	private static void write(SubmissionEvent.RetryScheduled retry, JsonObjectBuilder json) {
		json.member(ATTEMPT, retry.attempt())
			.member(REASON, retry.reason())
			.member(DUE_AT, retry.dueAt().toEpochMilli());
		write(retry.checkpoint(), json);
	}

	private static void write(SubmissionEvent.ReplayRequested replay, JsonObjectBuilder json) {
		json.member(ATTEMPT, replay.attempt())
			.member(DUE_AT, replay.dueAt().toEpochMilli())
			.member("by", replay.by())
			.optionalMember("config", text(replay.config()));
		write(replay.checkpoint(), json);
	}

	private static void write(@Nullable Checkpoint checkpoint, JsonObjectBuilder json) {
		if (checkpoint != null) {
			json.member(EventMembers.CHECKPOINT, checkpoint.place().toString())
				.member(EventMembers.NEXT_STEP, checkpoint.nextStep());
		}
	}

	private static @Nullable JsonFragment text(@Nullable Object value) {
		return (value != null) ? JsonFragment.string(value.toString()) : null;
	}

	/**
	 * The event a record tells.
	 * @param record a record of {@link Topics#EVENTS}
	 * @return the event; null where it tells none that is known here, as newer software
	 * may write others
	 */
	public static @Nullable SubmissionEvent event(ConsumerRecord<String, byte[]> record) {
		SubmissionId id = SubmissionId.parse(record.key());
		if (id == null || record.value() == null) {
			return null;
		}
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(record.value()));
			return (members != null) ? new EventReader(id, new EventMembers(members)).event() : null;
		}
		catch (JsonSyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

}

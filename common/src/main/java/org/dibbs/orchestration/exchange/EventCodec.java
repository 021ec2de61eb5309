package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.time.Instant;
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

	private static final String TYPE = "type";

	private static final String AT = "at";

	private static final String ATTEMPT = "attempt";

	private static final String STATUS = "status";

	private static final String OUTCOME = "outcome";

	private static final String SOURCE = "source";

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
			case SubmissionEvent.Accepted accepted ->
				json.member("origin", accepted.origin().wire()).member(SOURCE, accepted.source().toString());
			case SubmissionEvent.Started started -> write(started, json);
			case SubmissionEvent.StepFinished step -> write(step, json);
			case SubmissionEvent.Finished finished -> json.member(ATTEMPT, finished.attempt())
				.member(OUTCOME, finished.outcome())
				.member(STATUS, finished.status())
				.member("result", finished.result().toString());
			case SubmissionEvent.DeadLettered dead -> json.member("reason", dead.reason())
				.member(SOURCE, dead.source().toString())
				.member("letter", dead.letter().toString());
		}
		String id = event.id().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.EVENTS, id, json.build().bytes());
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, id);
		return record;
	}

	private static String type(SubmissionEvent event) {
		return switch (event) {
			case SubmissionEvent.Accepted accepted -> "accepted";
			case SubmissionEvent.Started started -> "started";
			case SubmissionEvent.StepFinished step -> "step-finished";
			case SubmissionEvent.Finished finished -> "finished";
			case SubmissionEvent.DeadLettered dead -> "dead-lettered";
		};
	}

	private static void write(SubmissionEvent.Started started, JsonObjectBuilder json) {
		MessageType type = started.messageType();
		json.member(ATTEMPT, started.attempt())
			.member("accepted_at", started.acceptedAt().toEpochMilli())
			.optionalMember("message_type", (type != null) ? JsonFragment.string(type.wire()) : null)
			.optionalMember("config", text(started.config()))
			.member("config_version", started.configVersion())
			.member(SOURCE, started.source().toString())
			.optionalMember("trace_id", text(started.traceId()));
	}

	private static void write(SubmissionEvent.StepFinished step, JsonObjectBuilder json) {
		json.member(ATTEMPT, step.attempt())
			.member("number", step.number())
			.member("service", step.service())
			.member("endpoint", step.endpoint())
			.member(OUTCOME, step.outcome().name().toLowerCase(Locale.ROOT))
			.member(STATUS, step.status())
			.member("duration_ms", step.duration().toMillis());
	}

	private static @Nullable JsonFragment text(@Nullable String text) {
		return (text != null) ? JsonFragment.string(text) : null;
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
			return (members != null) ? event(id, new EventMembers(members)) : null;
		}
		catch (JsonSyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable SubmissionEvent event(SubmissionId id, EventMembers event) {
		Instant at = event.time(AT);
		return switch (event.text(TYPE)) {
			case "accepted" ->
				new SubmissionEvent.Accepted(id, at, SubmissionOrigin.of(event.text("origin")), event.place(SOURCE));
			case "started" -> new SubmissionEvent.Started(id, at, event.number(ATTEMPT), event.time("accepted_at"),
					MessageType.of(event.optionalText("message_type")), event.optionalText("config"),
					event.number("config_version"), event.place(SOURCE), event.optionalText("trace_id"));
			case "step-finished" -> new SubmissionEvent.StepFinished(id, at, event.number(ATTEMPT),
					event.number("number"), event.text("service"), event.text("endpoint"),
					SubmissionEvent.StepOutcome.valueOf(event.text(OUTCOME).toUpperCase(Locale.ROOT)),
					event.number(STATUS), Duration.ofMillis(event.longNumber("duration_ms")));
			case "finished" -> new SubmissionEvent.Finished(id, at, event.number(ATTEMPT), event.text(OUTCOME),
					event.number(STATUS), event.place("result"));
			case "dead-lettered" -> new SubmissionEvent.DeadLettered(id, at, event.text("reason"), event.place(SOURCE),
					event.place("letter"));
			default -> null;
		};
	}

}

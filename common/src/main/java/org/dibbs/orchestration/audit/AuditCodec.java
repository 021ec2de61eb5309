package org.dibbs.orchestration.audit;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Turns audit records into Kafka records and back. The value is a JSON object, its time
 * milliseconds since 1970; the topic has one partition, so all of them have one order.
 */
public final class AuditCodec {

	private AuditCodec() {
	}

	/**
	 * The Kafka record of an audit record.
	 * @param audit the audit record
	 * @return a record for {@link Topics#AUDIT}
	 */
	public static ProducerRecord<String, byte[]> record(AuditRecord audit) {
		byte[] value = new JsonObjectBuilder().member("at", audit.at().toEpochMilli())
			.member("source", audit.source())
			.member("tenant", audit.tenant())
			.member("subject", audit.subject())
			.member("action", audit.action().wire())
			.member("target", audit.target())
			.member("outcome", audit.outcome().wire())
			.member("status", audit.status())
			.build()
			.bytes();
		return new ProducerRecord<>(Topics.AUDIT, audit.id().toString(), value);
	}

	/**
	 * The audit record that a Kafka record has.
	 * @param record a record of {@link Topics#AUDIT}
	 * @return the audit record; null where it has none that can be read
	 */
	public static @Nullable AuditRecord audit(ConsumerRecord<String, byte[]> record) {
		SubmissionId id = SubmissionId.parse(record.key());
		if (id == null || record.value() == null) {
			return null;
		}
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(record.value()));
			if (members == null) {
				return null;
			}
			AuditAction action = AuditAction.of(text(members, "action"));
			AuditOutcome outcome = AuditOutcome.of(text(members, "outcome"));
			if (action == null || outcome == null) {
				return null;
			}
			return new AuditRecord(id.value(), Instant.ofEpochMilli(number(members, "at")), text(members, "source"),
					text(members, "tenant"), text(members, "subject"), action, text(members, "target"), outcome,
					Math.clamp(number(members, "status"), 0, 999));
		}
		catch (JsonSyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static String text(Map<String, JsonFragment> members, String name) {
		JsonFragment value = members.get(name);
		if (value == null || !value.isString()) {
			throw new IllegalArgumentException("The record has no text '" + name + "'");
		}
		return value.text();
	}

	private static long number(Map<String, JsonFragment> members, String name) {
		JsonFragment value = members.get(name);
		if (value == null || !value.isNumber()) {
			throw new IllegalArgumentException("The record has no number '" + name + "'");
		}
		return Long.parseLong(value.json());
	}

}

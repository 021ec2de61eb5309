package org.dibbs.orchestration.gateway.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.json.JsonSyntaxException;

/**
 * Turns what callers take into Kafka records and back: an object with an array of three
 * numbers for each caller.
 */
final class CallerUseCodec {

	private CallerUseCodec() {
	}

	static ProducerRecord<String, byte[]> record(String gateway, Map<String, CallerUse> uses) {
		JsonObjectBuilder json = new JsonObjectBuilder();
		uses.forEach((caller, use) -> json.member(caller,
				JsonObjectBuilder.array(List.of(number(use.requests()), number(use.messages()), number(use.bytes())))));
		return new ProducerRecord<>(Topics.CALLER_USE, gateway, json.build().bytes());
	}

	/**
	 * What a record tells.
	 * @param record a record of {@link Topics#CALLER_USE}
	 * @return what callers take; nothing where that cannot be read
	 */
	static Map<String, CallerUse> uses(ConsumerRecord<String, byte[]> record) {
		Map<String, CallerUse> uses = new HashMap<>();
		if (record.value() == null) {
			return uses;
		}
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(record.value()));
			if (members != null) {
				members.forEach((caller, value) -> uses.put(caller, use(value)));
			}
			return uses;
		}
		catch (JsonSyntaxException | IllegalArgumentException ex) {
			return Map.of();
		}
	}

	private static CallerUse use(JsonFragment value) {
		List<JsonFragment> numbers = JsonMembers.elements(value);
		if (numbers == null || numbers.size() != 3) {
			throw new IllegalArgumentException("A caller's use has three numbers");
		}
		List<Long> values = new ArrayList<>();
		for (JsonFragment number : numbers) {
			values.add(Math.max(0, Long.parseLong(number.json())));
		}
		return new CallerUse(values.get(0), values.get(1), values.get(2));
	}

	private static JsonFragment number(long value) {
		return JsonFragment.literal(Long.toString(value));
	}

}

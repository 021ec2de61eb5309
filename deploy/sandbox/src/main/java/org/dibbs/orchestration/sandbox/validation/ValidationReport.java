package org.dibbs.orchestration.sandbox.validation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * What was found in one message. For one thread.
 */
final class ValidationReport {

	private final Map<Severity, List<String>> findings = new EnumMap<>(Severity.class);

	private final ObjectNode messageIds = Json.object();

	void add(Severity severity, String message) {
		this.findings.computeIfAbsent(severity, (key) -> new ArrayList<>()).add(message);
	}

	boolean isValid() {
		return !this.findings.containsKey(Severity.FATAL);
	}

	ObjectNode messageIds() {
		return this.messageIds;
	}

	/**
	 * The report as the answer's body.
	 * @param included the words of the severities asked for; fatal ones are always told,
	 * and a word that is none of ours ("error") asks for nothing
	 * @return the body
	 */
	ObjectNode toJson(Set<String> included) {
		ObjectNode node = Json.object().put("message_valid", isValid());
		ObjectNode results = node.putObject("validation_results");
		for (Severity severity : Severity.values()) {
			var list = results.putArray(severity.member());
			if (severity == Severity.FATAL || included.contains(severity.member())) {
				this.findings.getOrDefault(severity, List.of()).forEach(list::add);
			}
		}
		results.set("message_ids", this.messageIds);
		return node;
	}

}

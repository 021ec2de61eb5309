package org.dibbs.orchestration.orchestrator.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditOutcome;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a question about the audit trail, and collects all that is
 * wrong with them. For one request.
 */
final class AuditQuery {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private final Map<String, String> parameters;

	private final List<JsonFragment> errors = new ArrayList<>();

	AuditQuery(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	AuditFilter filter() {
		String action = text("action");
		if (action != null && AuditAction.of(action) == null) {
			wrong("action", "value is not the action of an audit record");
		}
		String outcome = text("outcome");
		if (outcome != null && AuditOutcome.of(outcome) == null) {
			wrong("outcome", "value is not one of done, refused, failed");
		}
		return new AuditFilter(text("tenant"), text("subject"), action, text("target"), outcome, time("from"),
				time("to"));
	}

	int limit() {
		return (int) number("limit", DEFAULT_LIMIT, MAX_LIMIT);
	}

	/** Only entries before this number. */
	long cursor() {
		return number("cursor", Long.MAX_VALUE, Long.MAX_VALUE);
	}

	/** The first entry to verify. */
	long first() {
		return number("from", 1, Long.MAX_VALUE);
	}

	/**
	 * Refuses parameters that nobody asks for: one that is misspelt would show more than
	 * was wanted.
	 */
	AuditQuery only(Set<String> names) {
		this.parameters.keySet()
			.stream()
			.filter((name) -> !names.contains(name))
			.forEach((name) -> wrong(AuditRecord.plain(name), "there is no such parameter"));
		return this;
	}

	/**
	 * Ends the reading.
	 * @throws ProblemException if anything was wrong
	 */
	void check() {
		if (!this.errors.isEmpty()) {
			throw new ProblemException(Problem.invalidQuery(JsonObjectBuilder.array(this.errors)));
		}
	}

	private long number(String name, long standard, long most) {
		String value = this.parameters.get(name);
		if (value == null) {
			return standard;
		}
		long number = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
		if (number < 1 || number > most) {
			wrong(name, "value is not a number from 1" + ((most < Long.MAX_VALUE) ? " to " + most : ""));
		}
		return number;
	}

	private @Nullable Instant time(String name) {
		String value = this.parameters.get(name);
		if (value == null) {
			return null;
		}
		try {
			Instant time = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
			if (!time.isBefore(Instant.EPOCH)) {
				return time;
			}
		}
		catch (DateTimeParseException ex) {
			// Told below.
		}
		wrong(name, "value is not a time such as 2026-03-01T12:00:00Z");
		return null;
	}

	private @Nullable String text(String name) {
		String value = this.parameters.get(name);
		if (value != null && !AuditRecord.plain(value).equals(value)) {
			wrong(name, "value is not a text of up to " + AuditRecord.LONGEST + " characters");
			return null;
		}
		return value;
	}

	private void wrong(String name, String message) {
		this.errors.add(new JsonObjectBuilder()
			.member("loc", JsonObjectBuilder.array(List.of(JsonFragment.string("query"), JsonFragment.string(name))))
			.member("msg", message)
			.member("type", "value_error")
			.build());
	}

}

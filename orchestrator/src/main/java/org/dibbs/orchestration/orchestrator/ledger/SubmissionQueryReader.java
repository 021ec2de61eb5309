package org.dibbs.orchestration.orchestrator.ledger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a question, and collects all that is wrong with them. For one
 * request.
 */
final class SubmissionQueryReader {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 500;

	private static final int MAX_WAIT_SECONDS = 60;

	private static final int LONGEST = 400;

	/** No tenant is called so. */
	private static final String NOBODY = "*";

	private final Map<String, String> parameters;

	private final List<JsonFragment> errors = new ArrayList<>();

	SubmissionQueryReader(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	SubmissionFilter filter(Caller caller) {
		return filter(statuses(), caller);
	}

	/**
	 * Only such as have ended: those that failed or are dead where no status is given.
	 */
	SubmissionFilter endedFilter(Caller caller) {
		List<SubmissionStatus> statuses = this.parameters.containsKey("status") ? statuses()
				: List.of(SubmissionStatus.FAILED, SubmissionStatus.DEAD);
		if (!statuses.stream().allMatch(SubmissionStatus::isFinished)) {
			wrong("status", "value is not one of SUCCEEDED, FAILED, DEAD, or several with commas");
		}
		return filter(statuses, caller);
	}

	private SubmissionFilter filter(List<SubmissionStatus> statuses, Caller caller) {
		return new SubmissionFilter(statuses, text("config"), messageType(), text("step"), text("reason"), time("from"),
				time("to"), batch(), tenant(caller));
	}

	/**
	 * Whose submissions are meant, of those that the caller may see.
	 * @param caller who asks
	 * @return the tenant; null for those of all
	 */
	@Nullable String tenant(Caller caller) {
		String wanted = text("tenant");
		String own = caller.onlyTenant();
		if (own == null || wanted == null) {
			return (own != null) ? own : wanted;
		}
		return wanted.equals(own) ? own : NOBODY;
	}

	int limit() {
		return limit(DEFAULT_LIMIT, MAX_LIMIT);
	}

	int limit(int standard, int most) {
		String value = this.parameters.get("limit");
		if (value == null) {
			return standard;
		}
		int limit = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
		if (limit < 1 || limit > most) {
			wrong("limit", "value is not a number from 1 to " + most);
		}
		return limit;
	}

	@Nullable SubmissionCursor cursor() {
		String value = this.parameters.get("cursor");
		SubmissionCursor cursor = (value != null) ? SubmissionCursor.parse(value) : null;
		if (value != null && cursor == null) {
			wrong("cursor", "value is not the member 'next' of an earlier answer");
		}
		return cursor;
	}

	Duration timeToWait() {
		String value = this.parameters.get("wait");
		if (value == null) {
			return Duration.ZERO;
		}
		if (!value.matches("[0-9]{1,9}s?")) {
			wrong("wait", "value is not a number of seconds, such as 30 or 30s");
			return Duration.ZERO;
		}
		int seconds = Integer.parseInt(value.replace("s", ""));
		return Duration.ofSeconds(Math.min(seconds, MAX_WAIT_SECONDS));
	}

	@Nullable Instant time(String name) {
		String value = this.parameters.get(name);
		if (value == null) {
			return null;
		}
		try {
			Instant time = value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
					? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
					: OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
			return ColumnValues.time(time);
		}
		catch (DateTimeException ex) {
			wrong(name, "value is not a time such as 2026-03-01T12:00:00Z, or a date");
			return null;
		}
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

	private List<SubmissionStatus> statuses() {
		String value = this.parameters.get("status");
		List<SubmissionStatus> statuses = new ArrayList<>();
		if (value == null) {
			return statuses;
		}
		for (String name : value.split(",", -1)) {
			SubmissionStatus status = Arrays.stream(SubmissionStatus.values())
				.filter((each) -> each.name().equals(name.toUpperCase(Locale.ROOT)))
				.findFirst()
				.orElse(null);
			if (status == null) {
				wrong("status",
						"value is not one of ACCEPTED, RUNNING, SUCCEEDED, FAILED, DEAD, or several with commas");
				break;
			}
			if (!statuses.contains(status)) {
				statuses.add(status);
			}
		}
		return statuses;
	}

	private @Nullable String messageType() {
		String value = this.parameters.get("message_type");
		if (value != null && MessageType.of(value) == null) {
			wrong("message_type", "value is not one of ecr, elr, vxu, fhir");
		}
		return value;
	}

	private @Nullable UUID batch() {
		String value = this.parameters.get("batch");
		SubmissionId id = SubmissionId.parse(value);
		if (value != null && id == null) {
			wrong("batch", "value is not the id of a batch");
		}
		return (id != null) ? id.value() : null;
	}

	private @Nullable String text(String name) {
		String value = this.parameters.get(name);
		if (value != null && (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0)) {
			wrong(name, "value is not a text of 1 to " + LONGEST + " characters");
			return null;
		}
		return value;
	}

	/** Adds an error. */
	void wrong(String name, String message) {
		this.errors.add(new JsonObjectBuilder()
			.member("loc", JsonObjectBuilder.array(List.of(JsonFragment.string("query"), JsonFragment.string(name))))
			.member("msg", message)
			.member("type", "value_error")
			.build());
	}

}

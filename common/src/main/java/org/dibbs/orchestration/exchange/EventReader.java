package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of the members of its JSON object.
 *
 * @param id the submission, or the batch
 * @param members the members
 */
record EventReader(SubmissionId id, EventMembers members) {

	/**
	 * Reads the event.
	 * @return the event; null where it is of a type that is not known here
	 * @throws IllegalArgumentException if a member is missing or is not what it has to be
	 */
	@Nullable SubmissionEvent event() {
		Instant at = this.members.time(EventCodec.AT);
		return switch (this.members.text(EventCodec.TYPE)) {
			case "accepted" -> new SubmissionEvent.Accepted(this.id, at, tenant(), origin(), source(), batch());
			case "batch-accepted" ->
				new SubmissionEvent.BatchAccepted(this.id, at, tenant(), origin(), messages(), source());
			case "batch-split" -> new SubmissionEvent.BatchSplit(this.id, at, messages());
			case "started" -> started(at);
			case "step-begun" -> new SubmissionEvent.StepBegun(this.id, at, attempt(), number(), service(), endpoint());
			case "step-finished" -> stepFinished(at);
			case "retry-scheduled" -> new SubmissionEvent.RetryScheduled(this.id, at, attempt(),
					this.members.text(EventCodec.REASON), dueAt(), this.members.checkpoint());
			case "handed-back" -> new SubmissionEvent.HandedBack(this.id, at, attempt());
			case "replay-requested" -> new SubmissionEvent.ReplayRequested(this.id, at, attempt(), dueAt(),
					this.members.text("by"), this.members.optionalText("config"), this.members.checkpoint());
			case "finished" ->
				new SubmissionEvent.Finished(this.id, at, attempt(), this.members.text(EventCodec.OUTCOME), status(),
						this.members.place("result"), this.members.optionalText("dead_reason"));
			case "dead-lettered" -> deadLettered(at);
			default -> null;
		};
	}

	private SubmissionEvent started(Instant at) {
		return new SubmissionEvent.Started(this.id, at, tenant(), attempt(), this.members.time("accepted_at"),
				MessageType.of(this.members.optionalText("message_type")), this.members.optionalText("config"),
				configVersion(), source(), this.members.optionalText("trace_id"), batch());
	}

	private int configVersion() {
		return this.members.has(EventCodec.CONFIG_VERSION) ? this.members.number(EventCodec.CONFIG_VERSION)
				: SubmissionEvent.Started.UNKNOWN_VERSION;
	}

	private SubmissionEvent stepFinished(Instant at) {
		return new SubmissionEvent.StepFinished(this.id, at, attempt(), number(), service(), endpoint(),
				SubmissionEvent.StepOutcome.valueOf(this.members.text(EventCodec.OUTCOME).toUpperCase(Locale.ROOT)),
				status(), Duration.ofMillis(this.members.longNumber("duration_ms")),
				this.members.optionalText("warning"), this.members.checkpoint());
	}

	// Those of earlier software have no attempt, and always a letter.
	private SubmissionEvent deadLettered(Instant at) {
		int attempt = this.members.has(EventCodec.ATTEMPT) ? attempt() : 0;
		RecordPlace letter = this.members.has(EventCodec.LETTER) ? this.members.place(EventCodec.LETTER) : null;
		return new SubmissionEvent.DeadLettered(this.id, at, attempt, this.members.text(EventCodec.REASON), source(),
				letter);
	}

	// Earlier software knew no tenants.
	private String tenant() {
		String tenant = this.members.optionalText(EventCodec.TENANT);
		return (tenant != null && Caller.isTenant(tenant)) ? tenant : Caller.DEFAULT_TENANT;
	}

	private SubmissionOrigin origin() {
		return SubmissionOrigin.of(this.members.text(EventCodec.ORIGIN));
	}

	private RecordPlace source() {
		return this.members.place(EventCodec.SOURCE);
	}

	private @Nullable SubmissionId batch() {
		return SubmissionId.parse(this.members.optionalText(EventCodec.BATCH));
	}

	private int messages() {
		return this.members.number(EventCodec.MESSAGES);
	}

	private int attempt() {
		return this.members.number(EventCodec.ATTEMPT);
	}

	private int number() {
		return this.members.number(EventCodec.NUMBER);
	}

	private String service() {
		return this.members.text(EventCodec.SERVICE);
	}

	private String endpoint() {
		return this.members.text(EventCodec.ENDPOINT);
	}

	private int status() {
		return this.members.number(EventCodec.STATUS);
	}

	private Instant dueAt() {
		return this.members.time(EventCodec.DUE_AT);
	}

}

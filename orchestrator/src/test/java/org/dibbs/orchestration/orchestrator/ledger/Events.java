package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.time.Instant;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.Caller;

/**
 * Events of one submission, a second after each other.
 */
final class Events {

	static final String TRACE = "0123456789abcdef0123456789abcdef";

	static final Instant START = Instant.parse("2026-03-01T10:59:58.123Z");

	final SubmissionId id;

	final RecordPlace source = new RecordPlace(Topics.SUBMISSIONS, 3, 14);

	private final Instant start;

	private final String tenant;

	Events() {
		this(SubmissionId.next(), START);
	}

	Events(SubmissionId id, Instant start) {
		this(id, start, Caller.DEFAULT_TENANT);
	}

	Events(SubmissionId id, Instant start, String tenant) {
		this.id = id;
		this.start = start;
		this.tenant = tenant;
	}

	SubmissionEvent accepted() {
		return new SubmissionEvent.Accepted(this.id, this.start, this.tenant, SubmissionOrigin.PROCESS_ZIP,
				this.source);
	}

	SubmissionEvent started(int attempt) {
		return started(attempt, "a.json");
	}

	SubmissionEvent started(int attempt, String config) {
		return new SubmissionEvent.Started(this.id, this.start.plusSeconds(10L * attempt), this.tenant, attempt,
				this.start, MessageType.ECR, config, 7, this.source, TRACE);
	}

	SubmissionEvent startedAgain(int attempt, int millis) {
		return new SubmissionEvent.Started(this.id, this.start.plusSeconds(10L * attempt).plusMillis(millis),
				this.tenant, attempt, this.start, MessageType.ECR, "a.json", 7, this.source, TRACE);
	}

	SubmissionEvent startedWithoutConfig(int attempt) {
		return new SubmissionEvent.Started(this.id, this.start.plusSeconds(10L * attempt), this.tenant, attempt,
				this.start, MessageType.ECR, null, SubmissionEvent.Started.UNKNOWN_VERSION, this.source, TRACE);
	}

	SubmissionEvent step(int attempt, int number, StepOutcome outcome) {
		return new SubmissionEvent.StepFinished(this.id, this.start.plusSeconds(10L * attempt + number), attempt,
				number, "service" + number, "endpoint" + number, outcome, (outcome == StepOutcome.ERROR) ? 503 : 200,
				Duration.ofMillis(40 + number));
	}

	SubmissionEvent.Finished finished(int attempt, String outcome, int status) {
		return new SubmissionEvent.Finished(this.id, this.start.plusSeconds(10L * attempt + 9), attempt, outcome,
				status, new RecordPlace(Topics.RESULTS, 1, attempt), null);
	}

	SubmissionEvent dead(int attempt) {
		return new SubmissionEvent.DeadLettered(this.id, this.start.plusSeconds(10L * attempt + 9), attempt,
				"Not readable", this.source, new RecordPlace(Topics.DEAD_LETTERS, 0, 9));
	}

	SubmissionEvent begun(int attempt, int number) {
		return new SubmissionEvent.StepBegun(this.id, this.start.plusSeconds(10L * attempt + number), attempt, number,
				"service" + number, "endpoint" + number);
	}

	SubmissionEvent handedBack(int attempt) {
		return new SubmissionEvent.HandedBack(this.id, this.start.plusSeconds(10L * attempt + 8), attempt);
	}

	SubmissionEvent kept(int attempt, int number) {
		return new SubmissionEvent.StepFinished(this.id, this.start.plusSeconds(10L * attempt + number), attempt,
				number, "service" + number, "endpoint" + number, StepOutcome.SUCCESS, 200, Duration.ofMillis(40),
				"A warning", checkpoint(number + 1));
	}

	SubmissionEvent retry(int attempt, Checkpoint checkpoint) {
		return new SubmissionEvent.RetryScheduled(this.id, this.start.plusSeconds(10L * attempt + 9), attempt,
				"step-failed", due(attempt), checkpoint);
	}

	SubmissionEvent replay(int attempt, String config, Checkpoint checkpoint) {
		return new SubmissionEvent.ReplayRequested(this.id, this.start.plusSeconds(10L * attempt - 1), attempt,
				due(attempt - 1), "alice", config, checkpoint);
	}

	/** When the attempt after this one may begin. */
	Instant due(int attempt) {
		return this.start.plusSeconds(100L * attempt);
	}

	static Checkpoint checkpoint(int nextStep) {
		return new Checkpoint(new RecordPlace(Topics.CHECKPOINTS, 2, nextStep), nextStep);
	}

}

package org.dibbs.orchestration.telemetry;

import java.util.List;

import static org.dibbs.orchestration.telemetry.MeterNames.CONFIG;
import static org.dibbs.orchestration.telemetry.MeterNames.ENDPOINT;
import static org.dibbs.orchestration.telemetry.MeterNames.ORIGIN;
import static org.dibbs.orchestration.telemetry.MeterNames.OUTCOME;
import static org.dibbs.orchestration.telemetry.MeterNames.REASON;
import static org.dibbs.orchestration.telemetry.MeterNames.SERVICE;
import static org.dibbs.orchestration.telemetry.MeterNames.STATE;
import static org.dibbs.orchestration.telemetry.MeterNames.STATUS;
import static org.dibbs.orchestration.telemetry.MeterNames.STATUS_CODE;

/**
 * The instruments of our own. {@code docs/telemetry.md} has the same table for operators,
 * with the values that labels have; a test compares the two.
 */
public enum Instrument {

	/** The name is inherited from the Python service, which did not count failures. */
	PROCESS_MESSAGE_COUNTER("process_message_counter", Kind.COUNTER, "{message}",
			"Messages that ended, failures and refusals included, by the HTTP status of the answer; "
					+ "those of /process-message, batches and Kafka clients",
			STATUS_CODE),

	/** The name is inherited from the Python service. */
	PROCESS_COUNTER("process_counter", Kind.COUNTER, "{message}",
			"The same for messages of /process-zip and /process-ws", STATUS_CODE),

	/** One attempt. */
	WORKFLOW_DURATION("dibbs.workflow.duration", Kind.HISTOGRAM, "s", "How long an attempt at a workflow ran", CONFIG,
			OUTCOME),

	/** End to end. */
	SUBMISSION_DURATION("dibbs.submission.duration", Kind.HISTOGRAM, "s",
			"How long a submission took from its acceptance to its end, pauses between attempts included", CONFIG,
			OUTCOME),

	/** One step. */
	STEP_DURATION("dibbs.step.duration", Kind.HISTOGRAM, "s", "How long a step took, its repeated calls included",
			SERVICE, ENDPOINT, OUTCOME),

	/** Steps that ended their run. */
	STEP_FAILURES("dibbs.step.failures", Kind.COUNTER, "{step}", "Steps that did not get their message further",
			SERVICE, ENDPOINT, REASON),

	/** Steps that are done in part. */
	STEP_WARNINGS("dibbs.step.warnings", Kind.COUNTER, "{step}",
			"Steps that count as done although their building block did not do all it was asked for", SERVICE,
			ENDPOINT),

	/** Steps before a checkpoint. */
	STEPS_SKIPPED("dibbs.steps.skipped", Kind.COUNTER, "{step}",
			"Steps that an attempt did not make, as an earlier one had done them"),

	/** Retries within a step. */
	CALL_RETRIES("dibbs.call.retries", Kind.COUNTER, "{call}",
			"Calls of building blocks that were made again at once, within a step", SERVICE),

	/** 0, 1 or 2. */
	CIRCUIT_STATE("dibbs.circuit.state", Kind.GAUGE, "{state}",
			"The circuit breaker: 0 closed, 1 tries whether the service works again, 2 cuts it off", SERVICE),

	/** In the HTTP client's pool. */
	BLOCK_CONNECTIONS("dibbs.block.connections", Kind.GAUGE, "{connection}",
			"Connections of this worker to building blocks", STATE),

	/** For one in the pool. */
	BLOCK_CONNECTIONS_WAITING("dibbs.block.connections.waiting", Kind.GAUGE, "{call}",
			"Calls of building blocks that wait for a connection, as all are in use"),

	/** Of the pool. */
	BLOCK_CONNECTIONS_LIMIT("dibbs.block.connections.limit", Kind.GAUGE, "{connection}",
			"How many connections there may be (BLOCK_MAX_CONNECTIONS)"),

	/** Retries of submissions. */
	RETRIES_SCHEDULED("dibbs.retries.scheduled", Kind.COUNTER, "{attempt}",
			"Attempts that failed and are followed by another one after a pause", OUTCOME),

	/** Second and later attempts. */
	REDELIVERIES("dibbs.redeliveries", Kind.COUNTER, "{attempt}",
			"Attempts begun that are not the first of their submission"),

	/** Wanted by somebody. */
	REPLAYS("dibbs.replays", Kind.COUNTER, "{submission}", "Submissions that somebody had run once more"),

	/** Given up. */
	DEAD_LETTERS("dibbs.dead.letters", Kind.COUNTER, "{message}",
			"Submissions that were given up and are kept with the dead letters", REASON),

	/** Not worked on. */
	RECORDS_SKIPPED("dibbs.records.skipped", Kind.COUNTER, "{record}",
			"Records that were not worked on, as their attempt was or is made elsewhere", REASON),

	/** How many run. */
	INFLIGHT_MESSAGES("dibbs.inflight.messages", Kind.GAUGE, "{message}", "Messages that this worker works on now"),

	/** How large they are. */
	INFLIGHT_SIZE("dibbs.inflight.size", Kind.GAUGE, "By", "The size of those messages"),

	/** How long the oldest runs. */
	INFLIGHT_OLDEST_AGE("dibbs.inflight.oldest.age", Kind.GAUGE, "s",
			"How long the oldest of them is worked on; 0 where there is none"),

	/** Confirmed by the queue. */
	GATEWAY_ACCEPTED("dibbs.gateway.accepted", Kind.COUNTER, "{message}",
			"Messages that the queue has confirmed; a batch counts once", ORIGIN),

	/** Answered after that. */
	GATEWAY_ANSWERED("dibbs.gateway.answered", Kind.COUNTER, "{message}",
			"Callers who were answered after their message was accepted", ORIGIN, OUTCOME),

	/** Answered before that. */
	GATEWAY_REFUSED("dibbs.gateway.refused", Kind.COUNTER, "{message}",
			"Callers who were told that their message is not accepted", ORIGIN, REASON),

	/** The queue's time. */
	GATEWAY_PUBLISH_DURATION("dibbs.gateway.publish.duration", Kind.HISTOGRAM, "s",
			"How long the queue took to confirm a message, or not to", OUTCOME),

	/** Who waits. */
	GATEWAY_PENDING("dibbs.gateway.pending", Kind.GAUGE, "{caller}",
			"Callers who wait for their result at this gateway"),

	/** Who may. */
	GATEWAY_PENDING_LIMIT("dibbs.gateway.pending.limit", Kind.GAUGE, "{caller}", "How many may (MAX_PENDING)"),

	/** Results that nobody takes. */
	GATEWAY_LATE_REPLIES("dibbs.gateway.late.replies", Kind.COUNTER, "{reply}",
			"Results that came after their caller had been told 202, or had gone"),

	/** Of records. */
	GATEWAY_MESSAGE_SIZE("dibbs.gateway.message.size", Kind.HISTOGRAM, "By",
			"The size of accepted messages, as they lie on the queue", ORIGIN),

	/** What the broker says. */
	QUEUE_DEPTH("dibbs.queue.depth", Kind.GAUGE, "{record}",
			"Records of dibbs-submissions that no worker has finished: those that wait and those in flight"),

	/** What the broker says. */
	QUEUE_OLDEST_AGE("dibbs.queue.oldest.age", Kind.GAUGE, "s",
			"How long ago the oldest of them was put there; 0 where there is none"),

	/** What the ledger says. */
	SUBMISSIONS("dibbs.submissions", Kind.GAUGE, "{submission}", "Submissions in the ledger", STATUS),

	/** The conservation law. */
	SUBMISSIONS_UNFINISHED("dibbs.submissions.unfinished", Kind.GAUGE, "{submission}",
			"Accepted - finished - dead - waiting for a retry: what has to be on the queue or in work"),

	/** Of those. */
	SUBMISSIONS_UNFINISHED_OLDEST_AGE("dibbs.submissions.unfinished.oldest.age", Kind.GAUGE, "s",
			"How long ago the oldest of them was accepted; 0 where there is none"),

	/** Who did what. */
	AUDIT_RECORDS("dibbs.audit.records", Kind.COUNTER, "{record}",
			"Audit records, by whether what they tell was done, refused or failed", OUTCOME),

	/** Too many of those. */
	AUDIT_LOST("dibbs.audit.lost", Kind.COUNTER, "{record}",
			"Audit records that were lost, as too many came or Kafka was away for too long"),

	/** Callers and the limits of the front door. */
	GATEWAY_LIMITED("dibbs.gateway.limited", Kind.COUNTER, "{request}", "Requests that broke a limit of the front door",
			REASON),

	/** Callers who are not let in. */
	GATEWAY_DENIED("dibbs.gateway.denied", Kind.COUNTER, "{request}",
			"Requests whose caller was not let in, or may not do what it asked for", REASON),

	/** Of the dead ones. */
	DEAD_OLDEST_AGE("dibbs.dead.oldest.age", Kind.GAUGE, "s",
			"How long ago the oldest dead submission was accepted; 0 where there is none");

	private final String id;

	private final Kind kind;

	private final String unit;

	private final String description;

	private final List<String> labels;

	Instrument(String id, Kind kind, String unit, String description, String... labels) {
		this.id = id;
		this.kind = kind;
		this.unit = unit;
		this.description = description;
		this.labels = List.of(labels);
	}

	/**
	 * The name, as OpenTelemetry knows it.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What is measured with it.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * The unit, as UCUM writes it.
	 * @return the unit
	 */
	public String unit() {
		return this.unit;
	}

	/**
	 * What a value means.
	 * @return a sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The names of its attributes.
	 * @return the names, in their order
	 */
	public List<String> labels() {
		return this.labels;
	}

	/**
	 * The name that the Collector's exporter gives it for Prometheus.
	 * @return the name, without what comes after that of a histogram
	 */
	public String prometheusName() {
		String suffix = switch (this.unit) {
			case "s" -> "_seconds";
			case "By" -> "_bytes";
			default -> "";
		};
		return this.id.replace('.', '_') + suffix + ((this.kind == Kind.COUNTER) ? "_total" : "");
	}

	/** How values of an instrument come together. */
	public enum Kind {

		/** They are added up. */
		COUNTER,

		/** They are counted by their size. */
		HISTOGRAM,

		/** The last one counts. */
		GAUGE

	}

}

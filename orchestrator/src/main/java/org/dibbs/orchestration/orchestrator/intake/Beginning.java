package org.dibbs.orchestration.orchestrator.intake;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.reply.EventBunch;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is told of the beginning of an attempt. For one thread.
 */
final class Beginning {

	private final Dispatcher.Task task;

	private final RecordPlace source;

	private final EventBunch events;

	private SubmissionEvent.@Nullable Started event;

	private CompletableFuture<Boolean> told = CompletableFuture.completedFuture(true);

	Beginning(Dispatcher.Task task, RecordPlace source, EventBunch events) {
		this.task = task;
		this.source = source;
		this.events = events;
	}

	/**
	 * Tells it, without waiting.
	 * @param at when
	 * @param type the kind of message, or null
	 * @param config the name of the config, or null
	 * @param version its version
	 */
	void tell(Instant at, @Nullable MessageType type, @Nullable String config, int version) {
		SubmissionEvent.Started begun = new SubmissionEvent.Started(ExchangeCodec.submissionId(this.task.submission()),
				at, ExchangeCodec.tenant(this.task.submission()), this.task.resumption().attempt(),
				ExchangeCodec.acceptedAt(this.task.submission()), type, config, version, this.source, traceId(),
				ExchangeCodec.batch(this.task.submission()));
		this.event = begun;
		this.told = this.events.announce(begun);
	}

	/**
	 * The config as it was told.
	 * @return its name, or null where there is none, or nothing was told
	 */
	@Nullable String config() {
		return (this.event != null) ? this.event.config() : null;
	}

	boolean isTold() {
		return this.event != null;
	}

	/**
	 * Waits until it is on record, if it was told.
	 * @throws InterruptedException if the worker shuts down before
	 */
	void confirm() throws InterruptedException {
		if (this.event != null) {
			this.events.confirm(this.event, this.told);
			this.told = CompletableFuture.completedFuture(true);
		}
	}

	/**
	 * Waits until it is on record that the attempt was begun by anybody.
	 * @param at when, where nobody has told it
	 * @throws InterruptedException if the worker shuts down before
	 */
	void insist(Instant at) throws InterruptedException {
		boolean known = this.task.resumption().begun() > 0 || this.task.resumption().result() != null;
		if (this.event == null && !known) {
			tell(at, null, null, SubmissionEvent.Started.UNKNOWN_VERSION);
		}
		confirm();
	}

	private static @Nullable String traceId() {
		SpanContext span = Span.current().getSpanContext();
		return span.isValid() ? span.getTraceId() : null;
	}

}

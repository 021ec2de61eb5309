package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SubmissionEvent;

import org.springframework.stereotype.Component;

/**
 * Tells what happens to submissions, to the ledger and whoever else follows. What tells
 * of a beginning or of progress may get lost while the broker is away; an end does not.
 */
@Component
public class EventPublisher {

	/** How long progress may be kept back. */
	private static final Duration SOON = Duration.ofMillis(200);

	private final RecordSender sender;

	private final ScheduledExecutorService clock = clock();

	/**
	 * Creates the publisher.
	 * @param sender writes the records
	 */
	public EventPublisher(RecordSender sender) {
		this.sender = sender;
	}

	private static ScheduledExecutorService clock() {
		ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().daemon().name("event-clock").factory());
		clock.setRemoveOnCancelPolicy(true);
		return clock;
	}

	/**
	 * Lets one attempt tell its progress together, at the latest a moment after the first
	 * of it.
	 * @return what keeps it until then
	 */
	public EventBunch bunch() {
		// The clock's own thread must not wait for a broker.
		return new EventBunch(this, (telling) -> this.clock.schedule(() -> Thread.startVirtualThread(telling),
				SOON.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Tells an event without waiting for the broker.
	 * @param event the event
	 * @return whether the broker has it, once that is known
	 */
	public CompletableFuture<Boolean> tell(SubmissionEvent event) {
		return this.sender.offer(EventCodec.record(event));
	}

	/**
	 * Tells of events that may get lost, in their order.
	 * @param events the events
	 */
	void tell(List<SubmissionEvent> events) {
		this.sender.offerAll(events.stream().map(EventCodec::record).toList());
	}

	/**
	 * Waits until the broker has an event that was told before; tells it again where it
	 * was lost.
	 * @param event the event
	 * @param told what telling it gave
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	public void confirm(SubmissionEvent event, CompletableFuture<Boolean> told) throws InterruptedException {
		try {
			if (told.get()) {
				return;
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The fate of an event cannot be known", ex);
		}
		insist(event);
	}

	/**
	 * Tells an event and waits until the broker has it.
	 * @param event the event
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	public void insist(SubmissionEvent event) throws InterruptedException {
		insist(List.of(event));
	}

	/**
	 * Tells events and waits until the broker has them all.
	 * @param events the events
	 * @throws InterruptedException if the worker shuts down before the broker had them
	 */
	public void insist(List<SubmissionEvent> events) throws InterruptedException {
		try {
			this.sender.sendAll(events.stream().map(EventCodec::record).toList());
		}
		catch (RecordTooLargeException ex) {
			// Some hundred bytes.
			throw new IllegalStateException("The broker takes no event of its usual size", ex);
		}
	}

	/**
	 * Tells events and waits for a while until the broker has them.
	 * @param events the events
	 * @param limit how long
	 * @return whether it has all of them; where not, it may have some, or get some yet
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean tellAll(List<SubmissionEvent> events, Duration limit) throws InterruptedException {
		return this.sender.sendAll(events.stream().map(EventCodec::record).toList(), limit);
	}

}

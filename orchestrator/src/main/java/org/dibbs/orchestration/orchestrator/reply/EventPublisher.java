package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
		return new EventBunch(this,
				(telling) -> this.clock.schedule(() -> inTurn(telling), SOON.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Tells something when it can share a write with what others tell, some milliseconds
	 * from now at most. Returns at once: neither a run nor the clock is to wait for that,
	 * or for a broker.
	 * @param telling what to do then, on a thread of its own
	 */
	void inTurn(Runnable telling) {
		Thread.startVirtualThread(() -> {
			this.sender.awaitTurn();
			telling.run();
		});
	}

	/**
	 * Tells of events that may get lost, in their order.
	 * @param events the events
	 * @return for each, whether the broker has it, once that is known
	 */
	List<CompletableFuture<Boolean>> tell(List<SubmissionEvent> events) {
		return this.sender.offerAll(events.stream().map(EventCodec::record).toList());
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

package org.dibbs.orchestration.orchestrator.reply;

import java.util.List;

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

	private final RecordSender sender;

	/**
	 * Creates the publisher.
	 * @param sender writes the records
	 */
	public EventPublisher(RecordSender sender) {
		this.sender = sender;
	}

	/**
	 * Tells an event without waiting for the broker.
	 * @param event the event
	 */
	public void tell(SubmissionEvent event) {
		this.sender.offer(EventCodec.record(event));
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

}

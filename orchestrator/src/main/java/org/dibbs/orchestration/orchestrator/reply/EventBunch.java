package org.dibbs.orchestration.orchestrator.reply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt tells. Its progress is kept back for a moment: most attempts are over
 * before anybody could look, so that their steps go out together with their end, as one
 * write; what takes longer is told then. Thread safe.
 */
public final class EventBunch {

	private final EventPublisher publisher;

	private final Function<Runnable, Future<?>> later;

	private final List<SubmissionEvent> kept = new ArrayList<>();

	private @Nullable Future<?> telling;

	EventBunch(EventPublisher publisher, Function<Runnable, Future<?>> later) {
		this.publisher = publisher;
		this.later = later;
	}

	/**
	 * Tells an event soon, without waiting for the broker.
	 * @param event the event; it may get lost while the broker is away
	 */
	public synchronized void mention(SubmissionEvent event) {
		this.kept.add(event);
		if (this.telling == null) {
			this.telling = this.later.apply(this::tellKept);
		}
	}

	/**
	 * Tells an event, and what was kept back before it, without waiting for the broker.
	 * @param event the event; it may get lost while the broker is away
	 */
	public synchronized void tell(SubmissionEvent event) {
		List<SubmissionEvent> events = take();
		events.add(event);
		this.publisher.tell(events);
	}

	/**
	 * Tells events, and what was kept back before them, in one write, and waits until the
	 * broker has them.
	 * @param last the events
	 * @throws InterruptedException if the worker shuts down before that
	 */
	public synchronized void insist(SubmissionEvent... last) throws InterruptedException {
		List<SubmissionEvent> events = take();
		Collections.addAll(events, last);
		this.publisher.insist(events);
	}

	// Under the lock until they are on their way, so that nothing overtakes them.
	private synchronized void tellKept() {
		this.publisher.tell(take());
	}

	private List<SubmissionEvent> take() {
		if (this.telling != null) {
			this.telling.cancel(false);
			this.telling = null;
		}
		List<SubmissionEvent> taken = new ArrayList<>(this.kept);
		this.kept.clear();
		return taken;
	}

}

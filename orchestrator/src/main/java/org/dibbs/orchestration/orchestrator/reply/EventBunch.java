package org.dibbs.orchestration.orchestrator.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

	private final List<Kept> kept = new ArrayList<>();

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
		keep(event);
		if (this.telling == null) {
			this.telling = this.later.apply(this::tellKept);
		}
	}

	/**
	 * Tells an event within milliseconds, without waiting even for those. Whatever is
	 * told meanwhile comes after it.
	 * @param event the event; it may get lost while the broker is away
	 * @return whether the broker has it, once that is known
	 */
	public synchronized CompletableFuture<Boolean> announce(SubmissionEvent event) {
		CompletableFuture<Boolean> told = keep(event);
		this.publisher.inTurn(this::tellKept);
		return told;
	}

	/**
	 * Waits until the broker has an event that was announced; tells it again where it was
	 * lost.
	 * @param event the event
	 * @param told what announcing it gave
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
	 * Tells an event, and what was kept back before it, without waiting for the broker.
	 * @param event the event; it may get lost while the broker is away
	 */
	public synchronized void tell(SubmissionEvent event) {
		keep(event);
		tellKept();
	}

	/**
	 * Tells events, and what was kept back before them, in one write, and waits until the
	 * broker has them.
	 * @param last the events
	 * @throws InterruptedException if the worker shuts down before that
	 */
	public synchronized void insist(SubmissionEvent... last) throws InterruptedException {
		for (SubmissionEvent event : last) {
			keep(event);
		}
		List<Kept> taken = take();
		boolean written = false;
		try {
			this.publisher.insist(taken.stream().map(Kept::event).toList());
			written = true;
		}
		finally {
			for (Kept each : taken) {
				each.told().complete(written);
			}
		}
	}

	// Under the lock until they are on their way, so that nothing overtakes them.
	private synchronized void tellKept() {
		List<Kept> taken = take();
		List<CompletableFuture<Boolean>> told = this.publisher.tell(taken.stream().map(Kept::event).toList());
		for (int i = 0; i < taken.size(); i++) {
			CompletableFuture<Boolean> heard = taken.get(i).told();
			told.get(i).thenAccept(heard::complete);
		}
	}

	private CompletableFuture<Boolean> keep(SubmissionEvent event) {
		CompletableFuture<Boolean> told = new CompletableFuture<>();
		this.kept.add(new Kept(event, told));
		return told;
	}

	private List<Kept> take() {
		if (this.telling != null) {
			this.telling.cancel(false);
			this.telling = null;
		}
		List<Kept> taken = List.copyOf(this.kept);
		this.kept.clear();
		return taken;
	}

	/**
	 * An event that was not told yet.
	 *
	 * @param event the event
	 * @param told whether the broker has it, once that is known
	 */
	private record Kept(SubmissionEvent event, CompletableFuture<Boolean> told) {

	}

}

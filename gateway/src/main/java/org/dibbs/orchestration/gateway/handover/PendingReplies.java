package org.dibbs.orchestration.gateway.handover;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The callers who wait at this instance, by submission. Bounded, so that a stalled
 * backend shows as refused callers and not as exhausted memory. Safe for use by many
 * threads.
 */
final class PendingReplies {

	private final int limit;

	private final AtomicInteger taken = new AtomicInteger();

	private final Map<SubmissionId, Pending> places = new ConcurrentHashMap<>();

	private final Departed departed = new Departed();

	private final Sinks.Empty<Void> farewell = Sinks.empty();

	PendingReplies(int limit) {
		this.limit = limit;
	}

	/**
	 * Opens a place for who waits for a reply; whoever does so has to {@link #close} it,
	 * whatever happens.
	 * @param id the submission that will be waited for
	 * @return the place, or null where all are taken
	 */
	@Nullable PendingReply open(SubmissionId id) {
		return take() ? put(new PendingReply(id)) : null;
	}

	/**
	 * Opens a place for who watches a submission run; to be closed like the others.
	 * @param id the submission that will be watched
	 * @return the place, or null where all are taken
	 */
	@Nullable PendingProgress watch(SubmissionId id) {
		return take() ? put(new PendingProgress(id)) : null;
	}

	private boolean take() {
		boolean free = this.taken.incrementAndGet() <= this.limit;
		if (!free) {
			this.taken.decrementAndGet();
		}
		return free;
	}

	// A submission that is put on the queue a second time keeps who waits for the first.
	private <P extends Pending> P put(P place) {
		this.places.putIfAbsent(place.id(), place);
		return place;
	}

	/**
	 * Gives a place back; doing so twice is harmless.
	 * @param place the place
	 */
	void close(Pending place) {
		this.places.remove(place.id(), place);
		if (place.abandon()) {
			this.taken.decrementAndGet();
			if (!place.hasEnded()) {
				this.departed.add(place.id());
			}
		}
	}

	/**
	 * Whether a result that nobody waits for was waited for here.
	 * @param id its submission
	 * @return true once, where whoever waited for it has gone
	 */
	boolean isLate(SubmissionId id) {
		return this.departed.remove(id);
	}

	/**
	 * Hands a reply to its caller.
	 * @param id the submission it is for
	 * @param reply the reply
	 * @return false where nobody waits for it here (any longer)
	 */
	boolean complete(SubmissionId id, WorkflowReply reply) {
		if (!(this.places.get(id) instanceof PendingReply place)) {
			return false;
		}
		place.complete(reply);
		return true;
	}

	/**
	 * Hands progress to who watches.
	 * @param id the submission that has come so far
	 * @param progress how far
	 * @return false where nobody watches it here (any longer)
	 */
	boolean tell(SubmissionId id, SubmissionProgress progress) {
		if (!(this.places.get(id) instanceof PendingProgress place)) {
			return false;
		}
		switch (progress) {
			case SubmissionProgress.Step step -> place.stepEnded(step);
			case SubmissionProgress.End end -> place.complete(end.reply());
		}
		return true;
	}

	/**
	 * Ends the waiting of all whose submission the queue has, without a reply.
	 */
	void letGo() {
		this.farewell.tryEmitEmpty();
		this.places.values().forEach(Pending::letGo);
	}

	/**
	 * Tells that nobody is kept waiting any longer.
	 * @return completes when those who waited were let go
	 */
	Mono<Void> farewell() {
		return this.farewell.asMono();
	}

	int size() {
		return this.taken.get();
	}

	int limit() {
		return this.limit;
	}

}

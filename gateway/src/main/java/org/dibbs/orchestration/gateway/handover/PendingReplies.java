package org.dibbs.orchestration.gateway.handover;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.jspecify.annotations.Nullable;

/**
 * The callers who wait at this instance, by submission. Bounded, so that a stalled
 * backend shows as refused callers and not as exhausted memory. Safe for use by many
 * threads.
 */
final class PendingReplies {

	private final int limit;

	private final AtomicInteger taken = new AtomicInteger();

	private final Map<SubmissionId, PendingReply> places = new ConcurrentHashMap<>();

	PendingReplies(int limit) {
		this.limit = limit;
	}

	/**
	 * Opens a place; whoever does so has to {@link #close} it, whatever happens.
	 * @param id the submission that will be waited for
	 * @return the place, or null where all are taken
	 */
	@Nullable PendingReply open(SubmissionId id) {
		if (this.taken.incrementAndGet() > this.limit) {
			this.taken.decrementAndGet();
			return null;
		}
		PendingReply place = new PendingReply(id);
		this.places.put(id, place);
		return place;
	}

	/**
	 * Gives a place back; doing so twice is harmless.
	 * @param place the place
	 */
	void close(PendingReply place) {
		place.abandon();
		if (this.places.remove(place.id(), place)) {
			this.taken.decrementAndGet();
		}
	}

	/**
	 * Hands a reply to its caller.
	 * @param id the submission it is for
	 * @param reply the reply
	 * @return false where nobody waits for it here (any longer)
	 */
	boolean complete(SubmissionId id, WorkflowReply reply) {
		PendingReply place = this.places.get(id);
		if (place == null) {
			return false;
		}
		place.complete(reply);
		return true;
	}

	/**
	 * Ends the waiting of all whose submission the queue has, without a reply.
	 */
	void letGo() {
		this.places.values().forEach(PendingReply::letGo);
	}

	int size() {
		return this.taken.get();
	}

	int limit() {
		return this.limit;
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.SubmissionBatch;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hands submissions over by Kafka and waits for their replies.
 */
final class KafkaHandover implements SubmissionHandover {

	private final ReplyAddress address;

	private final BrokerContact contact;

	private final PendingReplies pending;

	/**
	 * Those who do not wait, and leave when the queue has answered. Those who wait for a
	 * worker that is away must not keep them out.
	 */
	private final PendingReplies passing;

	private final SubmissionPublisher publisher;

	private final HandoverProperties properties;

	private final InstantSource clock;

	private final Scheduler continuations;

	/**
	 * Creates the handover.
	 * @param address where replies reach this instance
	 * @param contact whether the broker answers; while it does not, nobody is kept
	 * waiting to be told so
	 * @param pending the callers who wait
	 * @param publisher the way to the queue
	 * @param properties the limits
	 * @param clock what time it is
	 * @param continuations where callers go on, so that neither Kafka thread serves HTTP;
	 * also measures the waiting
	 */
	KafkaHandover(ReplyAddress address, BrokerContact contact, PendingReplies pending, SubmissionPublisher publisher,
			HandoverProperties properties, InstantSource clock, Scheduler continuations) {
		this.address = address;
		this.contact = contact;
		this.pending = pending;
		this.passing = new PendingReplies(pending.limit());
		pending.farewell().doOnSuccess((nothing) -> this.passing.letGo()).subscribe();
		this.publisher = publisher;
		this.properties = properties;
		this.clock = clock;
		this.continuations = continuations;
	}

	@Override
	public Mono<HandoverOutcome> handOver(SubmissionId id, String tenant, SubmissionRequest request,
			@Nullable Duration wait, Runnable copied) {
		Duration patience = (wait != null) ? wait : usualWait();
		return Mono.defer(() -> start(id, tenant, request, patience, copied));
	}

	@Override
	public Mono<Boolean> handOverBatch(SubmissionId id, String tenant, BatchDocuments documents, Runnable copied) {
		return Mono.defer(() -> startBatch(id, tenant, documents, copied));
	}

	@Override
	public Flux<SubmissionProgress> watch(SubmissionId id, String tenant, SubmissionRequest request, Runnable copied) {
		return Flux.defer(() -> startWatched(id, tenant, request, copied));
	}

	@Override
	public Duration usualWait() {
		return this.properties.longestWait();
	}

	@Override
	public Mono<Void> farewell() {
		return this.pending.farewell();
	}

	// What these two return must not hold the request: it lives as long as the caller
	// waits.
	private Mono<HandoverOutcome> start(SubmissionId id, String tenant, SubmissionRequest request, Duration wait,
			Runnable copied) {
		int partition = replyPartition();
		PendingReplies places = wait.isZero() ? this.passing : this.pending;
		PendingReply place = place(places.open(id));
		Instant now = this.clock.instant();
		// The results of those who do not wait are spread over all partitions.
		Submission submission = wait.isZero() ? Submission.left(place.id(), tenant, request, now)
				: Submission.awaited(place.id(), tenant, request, now, partition, now.plus(wait));
		this.publisher.publish(submission, place, copied);
		return outcome(place, wait, places);
	}

	private Mono<Boolean> startBatch(SubmissionId id, String tenant, BatchDocuments documents, Runnable copied) {
		// Nobody replies to a batch, but what it takes to accept one is the same.
		replyPartition();
		PendingReply place = place(this.passing.open(id));
		this.publisher.publish(new SubmissionBatch(id, tenant, documents, this.clock.instant()), place, copied);
		return accepted(place).then(announced(place, this.properties.announcement()))
			.doFinally((signal) -> this.passing.close(place))
			.publishOn(this.continuations);
	}

	private Flux<SubmissionProgress> startWatched(SubmissionId id, String tenant, SubmissionRequest request,
			Runnable copied) {
		int partition = replyPartition();
		PendingProgress place = place(this.pending.watch(id));
		Submission submission = Submission.watched(id, tenant, request, this.clock.instant(), partition);
		this.publisher.publish(submission, place, copied);
		return progress(place);
	}

	private int replyPartition() {
		Integer partition = this.address.partition();
		if (partition == null) {
			throw unavailable("The front door has no connection to the queue yet.");
		}
		if (this.contact.isLost()) {
			throw unavailable("The queue does not answer.");
		}
		return partition;
	}

	private <P extends Pending> P place(@Nullable P place) {
		if (place == null) {
			throw new ProblemException(ProblemKind.TOO_MANY, "Already " + this.pending.limit()
					+ " messages wait for their answer here (MAX_PENDING). Try again in a second.");
		}
		return place;
	}

	private Mono<HandoverOutcome> outcome(PendingReply place, Duration wait, PendingReplies places) {
		return accepted(place).then(wait.isZero() ? stillRunning(place, wait) : end(place, wait))
			.doFinally((signal) -> places.close(place))
			.publishOn(this.continuations);
	}

	private Flux<SubmissionProgress> progress(PendingProgress place) {
		return accepted(place)
			.thenMany(place.progress().timeout(this.properties.longestStep(), Flux.empty(), this.continuations))
			.doFinally((signal) -> this.pending.close(place))
			.publishOn(this.continuations);
	}

	private Mono<Void> accepted(Pending place) {
		Duration limit = this.properties.acknowledgement();
		return place.accepted()
			.timeout(limit, Mono
				.error(() -> unavailable("The queue did not confirm the message within " + limit.toMillis() + " ms.")),
					this.continuations);
	}

	// Whoever asks for the submission right after this has to find it, or to be told that
	// it may not be found. What is there already counts, even where no time is left.
	private Mono<Boolean> announced(PendingReply place, Duration limit) {
		return Mono.firstWithSignal(place.announced(), Mono.delay(limit, this.continuations).thenReturn(false));
	}

	private Mono<HandoverOutcome> stillRunning(PendingReply place, Duration waited) {
		Duration left = this.properties.announcement().minus(waited);
		return announced(place, left.isNegative() ? Duration.ZERO : left)
			.map((findable) -> new HandoverOutcome.StillRunning(place.id(), findable));
	}

	private Mono<HandoverOutcome> end(PendingReply place, Duration wait) {
		return place.reply()
			.<HandoverOutcome>map((reply) -> new HandoverOutcome.Answered(place.id(), reply))
			.timeout(wait, Mono.empty(), this.continuations)
			.switchIfEmpty(Mono.defer(() -> stillRunning(place, wait)));
	}

	static ProblemException unavailable(String detail) {
		return new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE,
				detail + " The message counts as not accepted: send it again in some seconds.");
	}

}

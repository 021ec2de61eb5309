package org.dibbs.orchestration.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes submissions and answers at once, as a test tells it to.
 */
public final class FakeHandover implements SubmissionHandover {

	/** The id of every submission. */
	public static final SubmissionId ID = SubmissionId.next();

	private static final Duration USUAL_WAIT = Duration.ofSeconds(20);

	private final List<SubmissionRequest> taken = new CopyOnWriteArrayList<>();

	private final List<String> tenants = new CopyOnWriteArrayList<>();

	private final List<SubmissionId> ids = new CopyOnWriteArrayList<>();

	private volatile Function<SubmissionId, Mono<HandoverOutcome>> behaviour = (id) -> Mono.empty();

	private volatile @Nullable Duration wait;

	private volatile Flux<SubmissionProgress> progress = Flux.empty();

	private final Map<SubmissionId, BatchDocuments> batches = new ConcurrentHashMap<>();

	private volatile Mono<Boolean> batchAnswer = Mono.just(true);

	@Override
	public Mono<HandoverOutcome> handOver(SubmissionId id, String tenant, SubmissionRequest request,
			@Nullable Duration wait, Runnable copied) {
		copied.run();
		this.wait = wait;
		this.tenants.add(tenant);
		this.ids.add(id);
		this.taken.add(request);
		return this.behaviour.apply(id);
	}

	@Override
	public Duration usualWait() {
		return USUAL_WAIT;
	}

	@Override
	public Mono<Void> farewell() {
		return Mono.never();
	}

	@Override
	public Mono<Boolean> handOverBatch(SubmissionId id, String tenant, BatchDocuments documents, Runnable copied) {
		copied.run();
		this.tenants.add(tenant);
		this.batches.put(id, documents);
		return this.batchAnswer;
	}

	@Override
	public Flux<SubmissionProgress> watch(SubmissionId id, String tenant, SubmissionRequest request, Runnable copied) {
		copied.run();
		this.tenants.add(tenant);
		this.taken.add(request);
		return this.progress;
	}

	public void tells(Flux<SubmissionProgress> told) {
		this.taken.clear();
		this.tenants.clear();
		this.progress = told;
	}

	public void answersBatches(Mono<Boolean> answer) {
		this.batches.clear();
		this.tenants.clear();
		this.batchAnswer = answer;
	}

	public Map<SubmissionId, BatchDocuments> batches() {
		return this.batches;
	}

	public void replies(WorkflowReply reply) {
		answers(Mono.just(new HandoverOutcome.Answered(ID, reply)));
	}

	public void completes(String contentType, String body) {
		replies(new WorkflowReply.Completed(contentType, body.getBytes(StandardCharsets.UTF_8)));
	}

	public void answers(Mono<HandoverOutcome> outcome) {
		this.taken.clear();
		this.ids.clear();
		this.tenants.clear();
		behaves((id) -> outcome);
	}

	/**
	 * Goes on with what was taken so far, but otherwise.
	 * @param behaviour what becomes of a submission by its id
	 */
	public void behaves(Function<SubmissionId, Mono<HandoverOutcome>> behaviour) {
		this.behaviour = behaviour;
	}

	public @Nullable Duration lastWait() {
		return this.wait;
	}

	/**
	 * The ids by which submissions were handed over.
	 * @return one for each that was taken
	 */
	public List<SubmissionId> ids() {
		return this.ids;
	}

	/**
	 * Whose what was handed over is.
	 * @return a tenant for each that was taken
	 */
	public List<String> tenants() {
		return this.tenants;
	}

	public List<SubmissionRequest> taken() {
		return this.taken;
	}

}

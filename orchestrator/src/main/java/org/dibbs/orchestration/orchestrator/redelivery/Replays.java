package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidate;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.ConfigsUnavailableException;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Requests further attempts at submissions that have ended. They are requested when the
 * event is on its topic: the ledger makes them due, and keeps who wanted them. For use by
 * many threads.
 */
final class Replays {

	// Together less than a gateway waits for an answer.
	private static final Duration LIMIT = Duration.ofSeconds(6);

	private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(2);

	private final ConfigRegistry configs;

	private final EventPublisher events;

	private final CatchUp ledger;

	private final RedeliveryMetrics metrics;

	private final Clock clock;

	Replays(ConfigRegistry configs, EventPublisher events, CatchUp ledger, RedeliveryMetrics metrics, Clock clock) {
		this.configs = configs;
		this.events = events;
		this.ledger = ledger;
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Requests attempts.
	 * @param candidates the submissions, which have ended
	 * @param wish how they are to be run
	 * @param by who wants it
	 * @param from when the first one may begin; now, where that is past
	 * @param rate how many of them begin a second
	 * @return when each may begin
	 * @throws ProblemException if that is not possible, or Kafka does not take it
	 * @throws LedgerUnavailableException if Kafka does not answer at all
	 * @throws InterruptedException if the thread is interrupted
	 */
	List<Instant> request(List<ReplayCandidate> candidates, ReplayWish wish, String by, Instant from, int rate)
			throws InterruptedException {
		Instant now = this.clock.instant();
		Instant begin = from.isAfter(now) ? from : now;
		WorkflowConfig other = (wish.config() != null) ? config(wish.config()) : null;
		List<SubmissionEvent> told = new ArrayList<>(candidates.size());
		List<Instant> dueAt = new ArrayList<>(candidates.size());
		for (int i = 0; i < candidates.size(); i++) {
			ReplayCandidate candidate = candidates.get(i);
			Instant due = begin.plus(Duration.ofSeconds(i).dividedBy(rate));
			told.add(new SubmissionEvent.ReplayRequested(candidate.id(), now, candidate.attempts() + 1, due, by,
					(other != null) ? other.name() : null, wish.checkpoint(candidate, steps(candidate, wish))));
			dueAt.add(due);
		}
		if (!told.isEmpty()) {
			tell(told);
			this.metrics.replayed(told.size());
		}
		return dueAt;
	}

	private void tell(List<SubmissionEvent> told) throws InterruptedException {
		if (!this.events.tellAll(told, LIMIT)) {
			throw new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE,
					"Kafka did not take all of what is to be replayed; look where the submissions are, and try again.");
		}
		try {
			// So that whoever asks where a submission is does not see its old end.
			this.ledger.await(CATCH_UP_LIMIT);
		}
		catch (LedgerUnavailableException ex) {
			// It is requested all the same.
		}
	}

	private WorkflowConfig config(String name) {
		WorkflowConfig config = find(name);
		if (config == null) {
			throw RequestErrors.wrong("body", ReplayWish.CONFIG, "there is no config of this name");
		}
		return config;
	}

	// Only of the version that the run is to go on with.
	private @Nullable Integer steps(ReplayCandidate candidate, ReplayWish wish) {
		if (wish.fromStep() == null || candidate.config() == null || candidate.configVersion() == null) {
			return null;
		}
		WorkflowConfig config = find(candidate.config());
		return (config != null && config.version() == candidate.configVersion())
				? Integer.valueOf(config.steps().size()) : null;
	}

	private @Nullable WorkflowConfig find(String name) {
		try {
			return this.configs.find(name);
		}
		catch (ConfigsUnavailableException ex) {
			ProblemException problem = new ProblemException(ProblemKind.CONFIGS_UNAVAILABLE,
					String.valueOf(ex.getMessage()));
			problem.initCause(ex);
			throw problem;
		}
	}

}

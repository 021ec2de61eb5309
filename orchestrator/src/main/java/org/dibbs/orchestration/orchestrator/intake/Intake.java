package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.Standings;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the intake of a worker, and tells whether it is taking submissions.
 */
@Component
class Intake extends AbstractHealthIndicator implements SmartLifecycle, Dispatcher.Work {

	private static final Logger logger = LoggerFactory.getLogger(Intake.class);

	private static final Duration STALLED = Duration.ofSeconds(15);

	private final SubmissionConsumer loop;

	private final Admission admission;

	private final InFlight inFlight = new InFlight();

	private final Ownership ownership = new Ownership();

	private final Claims claims;

	private final Workload workload = new Workload();

	private final SubmissionProcessor processor;

	private final Duration stopLimit;

	private volatile @Nullable Thread thread;

	Intake(IntakeConfiguration.Consumers consumers, SubmissionProcessor processor, Standings standings,
			Precedent precedent, IntakeProperties properties, IntakeMetrics metrics, LedgerMetrics ledger) {
		this.processor = processor;
		this.claims = new Claims(properties.remembered());
		Dispatcher dispatcher = new Dispatcher(properties.maxInFlight(), properties.maxInFlightBytes().toBytes(), this);
		this.admission = new Admission(standings, precedent, this.ownership, this.claims, this.inFlight, dispatcher,
				new HeldArrivals(properties.maxInFlight(), properties.maxInFlightBytes().toBytes()), metrics);
		metrics.watch(this.workload::load);
		TopicPartition first = new TopicPartition(Topics.SUBMISSIONS, 0);
		ledger.start(() -> this.ownership.of(first) != null);
		this.loop = new SubmissionConsumer(consumers, this.inFlight, this.admission, dispatcher, this.ownership,
				properties);
		// Together with the stopping of what does not end, the commit and the consumer's
		// end.
		this.stopLimit = properties.drainTimeout().plusSeconds(13);
	}

	@Override
	public void run(Dispatcher.Task task, Guard guard) {
		SubmissionId id = ExchangeCodec.submissionId(task.submission());
		this.workload.begin(task);
		MDC.put(LogFields.SUBMISSION_ID, id.toString());
		try {
			work(id, task, guard);
		}
		finally {
			MDC.remove(LogFields.SUBMISSION_ID);
			this.workload.end(task);
		}
	}

	private void work(SubmissionId id, Dispatcher.Task task, Guard guard) {
		try {
			this.processor.process(task, guard);
			this.claims.done(id, task.resumption().attempt());
			this.inFlight.finish(task.entry());
			return;
		}
		catch (InterruptedException ex) {
			logger.info("Record {}/{} was not finished; it is delivered again", task.submission().partition(),
					task.submission().offset());
		}
		catch (RuntimeException | Error ex) {
			// Not even its failure could be told. The thread would log what it says,
			// which may quote the document.
			logger.error("Record {}/{} was not finished ({}); it is delivered again after a restart",
					task.submission().partition(), task.submission().offset(), ex.getClass().getName());
		}
		this.claims.release(id);
	}

	@Override
	public void dropped(Dispatcher.Task task) {
		this.claims.release(ExchangeCodec.submissionId(task.submission()));
	}

	@Override
	public void back(Dispatcher.Task task) {
		this.admission.admit(List.of(Arrival.of(task.submission(), task.entry(), task.context())));
	}

	@Override
	public void await(Dispatcher.Task task) throws InterruptedException {
		this.ownership.await(task.partition());
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().name("intake").start(this.loop);
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		this.thread = null;
		this.loop.stop();
		try {
			if (current != null && !current.join(this.stopLimit)) {
				logger.warn("The intake did not stop within {}", this.stopLimit);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.status(this.loop.isTaking(STALLED) ? "UP" : "DOWN").withDetail("inFlight", this.inFlight.size());
	}

}

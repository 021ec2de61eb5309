package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.ProgressCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the replies of this instance: one partition of {@link Topics#RESULTS} and of
 * {@link Topics#PROGRESS}, from its end, without a group. Instances that happen to share
 * a partition ignore each other's replies. One thread, from {@link #start()} to
 * {@link #stop()}, outlives every outage of the broker and keeps its place in the
 * partition over it.
 */
final class ReplyListener implements ReplyAddress {

	private static final Logger logger = LoggerFactory.getLogger(ReplyListener.class);

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration POLL = Duration.ofSeconds(1);

	// A request to the broker for each reply would cost more than the reply: what comes
	// in quick succession is fetched together, and what comes alone at once.
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final Duration RETRY_AFTER = Duration.ofMillis(500);

	private static final WorkflowReply UNREADABLE = WorkflowReply.Failed.of(Problem.of(ProblemKind.WORKER_ERROR,
			"Orchestration service error: the result is encrypted with a key that the front door does not have"));

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final Runnable beforeReady;

	private final PendingReplies pending;

	private final BrokerContact contact;

	private final HandoverMetrics metrics;

	private final OutageLog outage = new OutageLog(logger);

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "reply-listener");

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile @Nullable Integer partition;

	/**
	 * Creates the listener.
	 * @param consumers makes the consumer; fails as long as no broker's name can be
	 * resolved
	 * @param beforeReady what else has to succeed before messages can be taken; tried
	 * again while it throws
	 * @param pending who waits for replies
	 * @param contact is told when the broker answers
	 * @param metrics is told of results that come too late
	 */
	ReplyListener(Supplier<Consumer<String, byte[]>> consumers, Runnable beforeReady, PendingReplies pending,
			BrokerContact contact, HandoverMetrics metrics) {
		this.consumers = consumers;
		this.beforeReady = beforeReady;
		this.pending = pending;
		this.contact = contact;
		this.metrics = metrics;
	}

	@Override
	public @Nullable Integer partition() {
		return this.partition;
	}

	void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Ends the thread and closes the consumer; returns when that is done, or after some
	 * seconds.
	 */
	void stop() throws InterruptedException {
		this.stopping.countDown();
		Consumer<String, byte[]> running = this.consumer;
		if (running != null) {
			running.wakeup();
		}
		if (this.thread.isAlive()) {
			this.thread.join(REQUEST_TIMEOUT.multipliedBy(2));
		}
	}

	boolean isRunning() {
		return this.thread.isAlive();
	}

	private void run() {
		while (isWanted() && this.partition == null) {
			attempt(this::attach);
		}
		while (isWanted()) {
			attempt(this::poll);
		}
		this.partition = null;
		Consumer<String, byte[]> last = this.consumer;
		if (last != null) {
			last.close();
		}
	}

	private void attempt(java.util.function.Consumer<Consumer<String, byte[]>> step) {
		try {
			Consumer<String, byte[]> current = this.consumer;
			if (current == null) {
				current = this.consumers.get();
				this.consumer = current;
			}
			step.accept(current);
		}
		catch (WakeupException ex) {
			logger.debug("The listener was woken");
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// Without this thread no caller would ever get a reply again; a want of
			// memory
			// may pass.
			this.outage.begins(ex.toString());
			pause();
		}
	}

	private void attach(Consumer<String, byte[]> current) {
		List<PartitionInfo> partitions = current.partitionsFor(Topics.RESULTS, REQUEST_TIMEOUT);
		if (partitions == null || partitions.isEmpty()) {
			throw new IllegalStateException("There is no topic " + Topics.RESULTS);
		}
		int chosen = partitions.get(ThreadLocalRandom.current().nextInt(partitions.size())).partition();
		List<PartitionInfo> watchable = current.partitionsFor(Topics.PROGRESS, REQUEST_TIMEOUT);
		if (watchable == null || watchable.stream().noneMatch((partition) -> partition.partition() == chosen)) {
			throw new IllegalStateException(
					"The topic " + Topics.PROGRESS + " needs as many partitions as " + Topics.RESULTS);
		}
		List<TopicPartition> assigned = List.of(new TopicPartition(Topics.RESULTS, chosen),
				new TopicPartition(Topics.PROGRESS, chosen));
		current.assign(assigned);
		current.seekToEnd(assigned);
		// Seeking is lazy: only a resolved position keeps a reply from slipping by.
		assigned.forEach((each) -> current.position(each, REQUEST_TIMEOUT));
		this.beforeReady.run();
		this.contact.made();
		this.partition = chosen;
		this.outage.ends();
		logger.info("Replies and progress are read from {}, from their ends", assigned);
	}

	private void poll(Consumer<String, byte[]> current) {
		ConsumerRecords<String, byte[]> records = current.poll(POLL);
		for (ConsumerRecord<String, byte[]> record : records) {
			deliver(record);
		}
		if (!records.isEmpty()) {
			LockSupport.parkNanos(GATHER_NANOS);
		}
		this.contact.observe(current);
		if (this.contact.isLost()) {
			this.outage.begins("it has not answered for " + BrokerContact.LOST_AFTER.toSeconds() + " s");
		}
		else {
			this.outage.ends();
		}
	}

	private void deliver(ConsumerRecord<String, byte[]> record) {
		SubmissionId id = ExchangeCodec.submissionId(record);
		boolean waitedFor = record.topic().equals(Topics.PROGRESS) ? deliverProgress(id, record)
				: deliverReply(id, record);
		if (!waitedFor) {
			logger.debug("Nobody here waits for the record at offset {} of {}, submission {}", record.offset(),
					record.topic(), id);
		}
	}

	private boolean deliverReply(SubmissionId id, ConsumerRecord<String, byte[]> record) {
		WorkflowReply reply = ExchangeHeaders.isEncrypted(record.headers()) ? UNREADABLE : ExchangeCodec.reply(record);
		return reply != null && (this.pending.complete(id, reply) || late(id));
	}

	private boolean deliverProgress(SubmissionId id, ConsumerRecord<String, byte[]> record) {
		SubmissionProgress progress = ExchangeHeaders.isEncrypted(record.headers())
				? new SubmissionProgress.End(UNREADABLE) : ProgressCodec.progress(record);
		return progress != null
				&& (this.pending.tell(id, progress) || (progress instanceof SubmissionProgress.End && late(id)));
	}

	// Counts as waited for.
	private boolean late(SubmissionId id) {
		boolean late = this.pending.isLate(id);
		if (late) {
			this.metrics.late();
		}
		return late;
	}

	private boolean isWanted() {
		return this.stopping.getCount() > 0;
	}

	private void pause() {
		try {
			this.stopping.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stopping.countDown();
		}
	}

}

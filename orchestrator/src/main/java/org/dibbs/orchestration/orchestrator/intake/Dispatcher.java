package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs tasks on virtual threads, many at once but bounded by count and by bytes. What is
 * beyond the bounds waits here in order, and the poll loop asks for no more meanwhile; a
 * task that ends starts the next itself, without waiting for the poll loop. One task may
 * always run, however large.
 */
final class Dispatcher {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Task> waiting = new ArrayDeque<>();

	private final Set<Thread> running = new HashSet<>();

	private final int maxCount;

	private final long maxBytes;

	private final Work work;

	private long runningBytes;

	private boolean open = true;

	Dispatcher(int maxCount, long maxBytes, Work work) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes;
		this.work = work;
	}

	/**
	 * Takes a task: starts it, or lets it wait.
	 * @param task what to do
	 */
	void submit(Task task) {
		this.lock.lock();
		try {
			this.waiting.add(task);
			startWhatFits();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startWhatFits() {
		while (this.open && !this.waiting.isEmpty() && fits(this.waiting.peek())) {
			Task task = this.waiting.remove();
			this.runningBytes += task.bytes();
			Thread thread = Thread.ofVirtual().name("submission").unstarted(task.context().wrap(() -> run(task)));
			this.running.add(thread);
			task.entry().begin();
			thread.start();
		}
	}

	private boolean fits(Task task) {
		return this.running.isEmpty()
				|| (this.running.size() < this.maxCount && this.runningBytes + task.bytes() <= this.maxBytes);
	}

	private void run(Task task) {
		try {
			this.work.run(task);
		}
		finally {
			task.entry().end();
			this.lock.lock();
			try {
				this.running.remove(Thread.currentThread());
				this.runningBytes -= task.bytes();
				startWhatFits();
				this.changed.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/**
	 * How many tasks do not fit yet.
	 * @return the number of tasks that wait
	 */
	int waiting() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drops what waits of partitions that are another worker's from now on.
	 * @param revoked the partitions
	 */
	void forget(Collection<TopicPartition> revoked) {
		this.lock.lock();
		try {
			this.waiting.removeIf((task) -> revoked
				.contains(new TopicPartition(task.submission().topic(), task.submission().partition())));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Starts nothing any more, and gives what runs some time to end; what has not ended
	 * then is interrupted.
	 * @param limit how long to wait
	 * @return whether all ended by themselves
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean drain(Duration limit) throws InterruptedException {
		this.lock.lock();
		try {
			this.open = false;
			this.waiting.clear();
			long left = limit.toNanos();
			while (!this.running.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			boolean idle = this.running.isEmpty();
			this.running.forEach(Thread::interrupt);
			if (!idle) {
				this.changed.await(1, TimeUnit.SECONDS);
			}
			return idle;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the dispatcher does with a task, on a thread of its own.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Does it.
		 * @param task the task
		 */
		void run(Task task);

	}

	/**
	 * A submission to work on.
	 *
	 * @param submission its record
	 * @param entry its place in the tracker
	 * @param context the trace it belongs to
	 */
	record Task(ConsumerRecord<String, byte[]> submission, InFlight.Entry entry, Context context) {

		long bytes() {
			return Math.max(0, this.submission.serializedValueSize());
		}

	}

}

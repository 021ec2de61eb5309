package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

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

	/** How long a task that was told to stop may take to do so. */
	private static final Duration STOPPING = Duration.ofSeconds(3);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Task> waiting = new ArrayDeque<>();

	private final Map<Task, Guard> running = new HashMap<>();

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
			Guard guard = new Guard(() -> this.work.await(task));
			if (!task.entry().begin(guard)) {
				this.work.dropped(task);
				continue;
			}
			this.runningBytes += task.bytes();
			this.running.put(task, guard);
			Thread.ofVirtual().name("submission").start(task.context().wrap(() -> run(task, guard)));
		}
	}

	private boolean fits(Task task) {
		return this.running.isEmpty()
				|| (this.running.size() < this.maxCount && this.runningBytes + task.bytes() <= this.maxBytes);
	}

	private void run(Task task, Guard guard) {
		guard.begin();
		try {
			this.work.run(task, guard);
		}
		finally {
			guard.end();
			boolean back = task.entry().end();
			this.lock.lock();
			try {
				this.running.remove(task);
				this.runningBytes -= task.bytes();
				startWhatFits();
				this.changed.signalAll();
			}
			finally {
				this.lock.unlock();
			}
			if (back) {
				this.work.back(task);
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
			for (Iterator<Task> tasks = this.waiting.iterator(); tasks.hasNext();) {
				Task task = tasks.next();
				if (revoked.contains(task.partition())) {
					tasks.remove();
					this.work.dropped(task);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Makes what runs of some partitions stop.
	 * @param partitions the partitions
	 */
	void cancel(Collection<TopicPartition> partitions) {
		guards((task) -> partitions.contains(task.partition())).forEach(Guard::cancel);
	}

	/**
	 * Gives what runs of some partitions time to end, and stops what has not ended then.
	 * @param partitions the partitions
	 * @param limit how long to wait
	 * @return whether nothing of them runs any more
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean settle(Collection<TopicPartition> partitions, Duration limit) throws InterruptedException {
		Predicate<Task> theirs = (task) -> partitions.contains(task.partition());
		if (awaitEnd(theirs, limit)) {
			return true;
		}
		guards(theirs).forEach(Guard::cancel);
		return awaitEnd(theirs, STOPPING);
	}

	/**
	 * Starts nothing any more, and gives what runs some time to end; what has not ended
	 * then is stopped.
	 * @param limit how long to wait
	 * @return whether all ended by themselves
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean drain(Duration limit) throws InterruptedException {
		this.lock.lock();
		try {
			this.open = false;
			this.waiting.clear();
		}
		finally {
			this.lock.unlock();
		}
		Predicate<Task> all = (task) -> true;
		if (awaitEnd(all, limit)) {
			return true;
		}
		guards(all).forEach(Guard::cancel);
		if (!awaitEnd(all, STOPPING)) {
			guards(all).forEach(Guard::kill);
			awaitEnd(all, Duration.ofSeconds(1));
		}
		return false;
	}

	private List<Guard> guards(Predicate<Task> which) {
		this.lock.lock();
		try {
			List<Guard> guards = new ArrayList<>();
			this.running.forEach((task, guard) -> {
				if (which.test(task)) {
					guards.add(guard);
				}
			});
			return guards;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean awaitEnd(Predicate<Task> which, Duration limit) throws InterruptedException {
		this.lock.lock();
		try {
			long left = limit.toNanos();
			while (this.running.keySet().stream().anyMatch(which) && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.running.keySet().stream().noneMatch(which);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the dispatcher does with a task, on a thread of its own.
	 */
	interface Work {

		/**
		 * Does it.
		 * @param task the task
		 * @param guard through which it can be stopped
		 */
		void run(Task task, Guard guard);

		/**
		 * The task will not be done here.
		 * @param task the task
		 */
		void dropped(Task task);

		/**
		 * The task has ended without being done, and its record came back while it ran.
		 * @param task the task
		 */
		void back(Task task);

		/**
		 * Returns when it is certain that the task is this worker's to do.
		 * @param task the task
		 * @throws InterruptedException if it is not
		 */
		void await(Task task) throws InterruptedException;

	}

	/**
	 * A submission to work on. Two tasks are equal only where they are the same.
	 *
	 * @param submission its record
	 * @param entry its place in the tracker
	 * @param context the trace it belongs to
	 * @param resumption from where it goes on
	 */
	record Task(ConsumerRecord<String, byte[]> submission, InFlight.Entry entry, Context context,
			Resumption resumption) {

		long bytes() {
			return Math.max(0, this.submission.serializedValueSize());
		}

		TopicPartition partition() {
			return new TopicPartition(this.submission.topic(), this.submission.partition());
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a place, in order. Those that their workers may have died of
 * wait apart, and run one after the other, beside the rest: so whichever it is, it is the
 * only one of them that is found to have been begun again and again. To be used with a
 * lock.
 */
final class Backlog {

	private final Deque<Dispatcher.Task> waiting = new ArrayDeque<>();

	private final Deque<Dispatcher.Task> suspected = new ArrayDeque<>();

	void add(Dispatcher.Task task) {
		(task.resumption().isSuspected() ? this.suspected : this.waiting).add(task);
	}

	/**
	 * Takes the next task to run out.
	 * @param running the tasks that run
	 * @param fits whether there is a place for a task
	 * @return the task, or null where none may run now
	 */
	Dispatcher.@Nullable Task next(Collection<Dispatcher.Task> running, Predicate<Dispatcher.Task> fits) {
		boolean free = !this.suspected.isEmpty()
				&& running.stream().noneMatch((task) -> task.resumption().isSuspected());
		// What does not fit holds up the rest, or it might never fit.
		Deque<Dispatcher.Task> first = free ? this.suspected : this.waiting;
		return (!first.isEmpty() && fits.test(first.peek())) ? first.remove() : null;
	}

	/**
	 * How many tasks wait. Those that run one after the other are among them only where
	 * they are more than might run at once, since they hold up nothing else.
	 * @param maxCount how many might run
	 * @param maxBytes how many bytes of them
	 * @return the number of tasks
	 */
	int size(int maxCount, long maxBytes) {
		long bytes = this.suspected.stream().mapToLong(Dispatcher.Task::bytes).sum();
		boolean many = this.suspected.size() > maxCount || bytes > maxBytes;
		return this.waiting.size() + (many ? this.suspected.size() : 0);
	}

	/**
	 * Takes the tasks of some partitions out.
	 * @param partitions the partitions
	 * @return the tasks
	 */
	List<Dispatcher.Task> remove(Collection<TopicPartition> partitions) {
		List<Dispatcher.Task> removed = new ArrayList<>();
		for (Deque<Dispatcher.Task> tasks : List.of(this.waiting, this.suspected)) {
			tasks.removeIf((task) -> partitions.contains(task.partition()) && removed.add(task));
		}
		return removed;
	}

	void clear() {
		this.waiting.clear();
		this.suspected.clear();
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

import io.opentelemetry.context.Context;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.reply.EventBunch;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.jspecify.annotations.Nullable;

/**
 * What is put on record of those steps of an attempt that must not be repeated. That one
 * begins is on record before it is called. That it is done is written beside the next
 * step, which anybody may repeat; whatever comes after that waits for it. Until it is
 * written the step counts as open, and nobody stops the run, however long a broker takes.
 * For the thread of the attempt.
 */
final class OnceRecord {

	private final SubmissionId id;

	private final Guard guard;

	private final EventBunch events;

	private final Checkpoints checkpoints;

	private @Nullable FutureTask<Void> writing;

	private @Nullable Thread writer;

	// Written by the writer's thread, and read by those who have waited for it.
	private boolean open;

	/**
	 * Begins a record that is empty.
	 * @param id the submission
	 * @param guard a step is done behind it, from its beginning until its end is on
	 * record
	 * @param events where it is told
	 * @param checkpoints where states are kept
	 */
	OnceRecord(SubmissionId id, Guard guard, EventBunch events, Checkpoints checkpoints) {
		this.id = id;
		this.guard = guard;
		this.events = events;
		this.checkpoints = checkpoints;
	}

	/**
	 * A step is about to be called. Returns when that is on record.
	 * @param begun tells it
	 * @throws InterruptedException if the run has to stop; the step must not be called
	 * then
	 */
	void begins(SubmissionEvent begun) throws InterruptedException {
		settle();
		this.guard.enter();
		try {
			this.open = true;
			this.events.insist(begun);
		}
		catch (InterruptedException | RuntimeException ex) {
			this.guard.leave();
			throw ex;
		}
	}

	/**
	 * A step is done. Returns at once.
	 * @param state what a later run can go on from without it; asked for on another
	 * thread
	 * @param finished tells it, with the place where the state is kept
	 * @param told is run when that is on record, or never can be
	 */
	void done(Supplier<KeptState> state, Function<Checkpoint, SubmissionEvent> finished, Runnable told) {
		FutureTask<Void> task = new FutureTask<>(() -> {
			write(state, finished, told);
			return null;
		});
		this.writing = task;
		this.writer = Thread.ofVirtual().name("once-record").start(Context.current().wrap(task));
	}

	private void write(Supplier<KeptState> state, Function<Checkpoint, SubmissionEvent> finished, Runnable told)
			throws InterruptedException {
		try {
			Checkpoint checkpoint = this.checkpoints.keep(this.id, state.get());
			// Where the state is too large to be kept, the step stays open on record:
			// whoever had to begin anew would repeat it.
			if (checkpoint != null) {
				this.events.insist(finished.apply(checkpoint));
				this.open = false;
			}
			told.run();
		}
		finally {
			this.guard.leave();
		}
	}

	/**
	 * A step took no effect. Returns when that is on record.
	 * @param finished tells it
	 * @throws InterruptedException if the run has to stop
	 */
	void failed(SubmissionEvent finished) throws InterruptedException {
		try {
			this.events.insist(finished);
			this.open = false;
		}
		finally {
			this.guard.leave();
		}
	}

	/**
	 * Waits until the end of the step before is on record, if one was done.
	 * @throws InterruptedException if the run has to stop
	 */
	void settle() throws InterruptedException {
		FutureTask<Void> task = this.writing;
		if (task == null) {
			return;
		}
		try {
			task.get();
			this.writing = null;
		}
		catch (ExecutionException ex) {
			this.writing = null;
			switch (ex.getCause()) {
				case RuntimeException failure -> throw failure;
				case Error failure -> throw failure;
				case null, default -> throw new InterruptedException("the end of a step could not be told");
			}
		}
	}

	/**
	 * Whether a step was called that must not be repeated, and a run that began anew
	 * would repeat it.
	 * @return true where only somebody who has looked can decide to go on
	 * @throws InterruptedException if the run has to stop
	 */
	boolean isOpen() throws InterruptedException {
		settle();
		return this.open;
	}

	/**
	 * The attempt is over. What is still being written then is given up: it is so where a
	 * worker has no time left, and the step stays open.
	 */
	void close() {
		Thread last = this.writer;
		if (last == null) {
			return;
		}
		last.interrupt();
		boolean interrupted = false;
		while (last.isAlive()) {
			try {
				last.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}

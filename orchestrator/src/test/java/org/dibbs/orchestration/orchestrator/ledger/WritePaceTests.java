package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WritePaceTests {

	private final WritePace pace = new WritePace(Duration.ofDays(1), 500);

	@Test
	void whoeverAsksEndsTheRest() throws Exception {
		CompletableFuture<Thread> resting = new CompletableFuture<>();
		CompletableFuture<Void> rested = CompletableFuture.runAsync(() -> {
			resting.complete(Thread.currentThread());
			rest(1);
		});
		Thread thread = resting.get();
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		this.pace.hurry();
		rested.get();
	}

	@Test
	void nobodyRestsWhereNothingWasWrittenOrMuchIsToBeCaughtUpWith() {
		rest(0);
		rest(500);
	}

	@Test
	void aQuestionThatCameWhileItWroteSparesTheRest() {
		this.pace.hurry();
		rest(1);
	}

	private void rest(int events) {
		try {
			this.pace.rest(events);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardTests {

	private final Guard guard = new Guard(() -> {
	});

	@AfterEach
	void forgetInterruption() {
		Thread.interrupted();
	}

	@Test
	void interruptsARunThatMayBeBegunAnew() {
		this.guard.begin();
		this.guard.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptsARunThatBeginsAfterItWasCancelled() {
		this.guard.cancel();
		this.guard.begin();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void doesNotInterruptWhatMustNotBeLeftHalfDoneBeforeItIsDone() throws InterruptedException {
		this.guard.begin();
		this.guard.enter();
		this.guard.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.guard.leave();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void letsNothingBeginThatMustNotBeLeftHalfDoneOnceItIsCancelled() {
		this.guard.cancel();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.guard::enter);
	}

	@Test
	void letsNothingBeginOfASubmissionThatIsAnotherWorkers() {
		Guard refused = new Guard(() -> {
			throw new InterruptedException("another worker's");
		});
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(refused::enter);
	}

	@Test
	void killsWhateverRuns() throws InterruptedException {
		this.guard.begin();
		this.guard.enter();
		this.guard.kill();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void leavesAThreadAloneWhoseRunHasEnded() {
		this.guard.begin();
		this.guard.end();
		this.guard.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThatCode(this.guard::kill).doesNotThrowAnyException();
	}

}

package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendGateTests {

	private static final long PAUSE = 4;

	private final AtomicLong now = new AtomicLong();

	private final Set<Thread> asked = ConcurrentHashMap.newKeySet();

	private final SendGate gate = new SendGate(Duration.ofNanos(PAUSE), this::time);

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void isOpenForWhoeverComesAfterAPause() {
		this.gate.pass();
		this.now.addAndGet(PAUSE);
		this.gate.pass();
		assertThat(this.now).hasValue(PAUSE);
	}

	@Test
	void isOpenForOneWhoFollows() {
		this.gate.pass();
		this.gate.pass();
		assertThat(this.now).hasValue(0);
		Thread third = Thread.startVirtualThread(this.gate::pass);
		Awaitility.await().until(() -> this.asked.contains(third));
		assertThat(third.isAlive()).isTrue();
		this.now.set(PAUSE);
		Awaitility.await().until(() -> !third.isAlive());
	}

	@Test
	void isOpenAgainAfterAPauseWithoutAnybody() {
		this.gate.pass();
		this.gate.pass();
		this.now.set(3 * PAUSE);
		this.gate.pass();
		this.gate.pass();
		assertThat(this.now).hasValue(3 * PAUSE);
	}

	@Test
	void letsThoseThatWaitedLeaveTogether() {
		this.gate.pass();
		this.gate.pass();
		List<Thread> waiting = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			waiting.add(Thread.startVirtualThread(this.gate::pass));
		}
		Awaitility.await().until(() -> this.asked.containsAll(waiting));
		Thread late = Thread.ofVirtual().unstarted(this.gate::pass);
		this.now.set(PAUSE);
		Awaitility.await().until(() -> waiting.stream().noneMatch(Thread::isAlive));
		late.start();
		Awaitility.await().until(() -> this.asked.contains(late));
		assertThat(late.isAlive()).isTrue();
		this.now.set(2 * PAUSE);
		Awaitility.await().until(() -> !late.isAlive());
	}

	@Test
	void keepsNobodyWhoIsInterrupted() {
		this.gate.pass();
		this.gate.pass();
		Thread.currentThread().interrupt();
		this.gate.pass();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void isNeverClosedWithoutAPause() {
		SendGate open = new SendGate(Duration.ZERO, this::time);
		open.pass();
		open.pass();
		assertThat(this.asked).hasSize(1);
	}

	private long time() {
		this.asked.add(Thread.currentThread());
		return this.now.get();
	}

}

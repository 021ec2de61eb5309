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
	void isClosedForWhoeverFollowsAtOnce() {
		this.gate.pass();
		Thread second = Thread.startVirtualThread(this.gate::pass);
		Awaitility.await().until(() -> this.asked.contains(second));
		assertThat(second.isAlive()).isTrue();
		this.now.set(PAUSE);
		Awaitility.await().until(() -> !second.isAlive());
	}

	@Test
	void letsThoseThatWaitedLeaveTogether() {
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

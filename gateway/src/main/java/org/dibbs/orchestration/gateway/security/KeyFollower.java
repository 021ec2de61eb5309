package org.dibbs.orchestration.gateway.security;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Reads the keys' topic from its beginning and goes on following it, so that a key counts
 * or ends at every front door as soon as it stands there. While the broker is away, those
 * that are known go on to count.
 */
final class KeyFollower implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(KeyFollower.class);

	private static final TopicPartition PARTITION = new TopicPartition(Topics.KEYS, 0);

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(3);

	private static final long RETRY_MILLIS = 500;

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final KeyDirectory keys;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "key-follower");

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private final boolean needed;

	KeyFollower(Supplier<Consumer<String, byte[]>> consumers, KeyDirectory keys, boolean needed) {
		this.consumers = consumers;
		this.keys = keys;
		this.needed = needed;
	}

	@Override
	public boolean isAutoStartup() {
		return this.needed;
	}

	@Override
	public void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public void stop() {
		this.stopping.countDown();
		Consumer<String, byte[]> running = this.consumer;
		if (running != null) {
			running.wakeup();
		}
		try {
			this.thread.join(REQUEST_LIMIT.multipliedBy(2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread.isAlive();
	}

	private boolean isStopping() {
		return this.stopping.getCount() == 0;
	}

	private void run() {
		try {
			do {
				follow();
			}
			while (!this.stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void take(ConsumerRecord<String, byte[]> record) {
		String id = record.key();
		if (id != null) {
			this.keys.put(id, record.value());
		}
	}

	private void follow() {
		try (Consumer<String, byte[]> current = this.consumers.get()) {
			this.consumer = current;
			current.assign(List.of(PARTITION));
			current.seekToBeginning(List.of(PARTITION));
			long end = Objects.requireNonNull(current.endOffsets(List.of(PARTITION), REQUEST_LIMIT).get(PARTITION));
			while (!isStopping()) {
				for (ConsumerRecord<String, byte[]> record : current.poll(POLL)) {
					take(record);
				}
				if (!this.keys.isComplete() && current.position(PARTITION, REQUEST_LIMIT) >= end) {
					this.keys.complete();
				}
			}
		}
		catch (WakeupException ex) {
			logger.debug("The keys are not followed any more");
		}
		catch (RuntimeException ex) {
			logger.warn("The keys of callers cannot be read: {}", ex.getClass().getSimpleName());
		}
		finally {
			this.consumer = null;
		}
	}

}

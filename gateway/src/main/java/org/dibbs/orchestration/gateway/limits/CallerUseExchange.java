package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.telemetry.Untraced;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Tells the other front doors what callers take here, and hears what they take there, on
 * a thread of its own. While Kafka is away each front door limits by what it knows
 * itself; it takes no messages then.
 */
final class CallerUseExchange implements Runnable, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(CallerUseExchange.class);

	/** How often it is told; within that time one front door does not know of others. */
	static final Duration INTERVAL = Duration.ofMillis(250);

	private static final TopicPartition PARTITION = new TopicPartition(Topics.CALLER_USE, 0);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final Duration LIMIT = Duration.ofSeconds(3);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final Supplier<Producer<String, byte[]>> producers;

	private final Allowances allowances;

	private final String gateway = UUID.randomUUID().toString();

	private volatile CountDownLatch stopping = new CountDownLatch(0);

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile @Nullable Thread thread;

	private boolean toldSomething;

	private long toldAt = System.nanoTime();

	CallerUseExchange(Supplier<Consumer<String, byte[]>> consumers, Supplier<Producer<String, byte[]>> producers,
			Allowances allowances) {
		this.consumers = consumers;
		this.producers = producers;
		this.allowances = allowances;
	}

	@Override
	public void run() {
		while (isWanted()) {
			try {
				exchange();
			}
			catch (WakeupException ex) {
				logger.debug("The exchange of what callers take was woken");
			}
			catch (RuntimeException ex) {
				logger.debug("What callers take elsewhere is not known now: {}", ex.toString());
				rest();
			}
		}
	}

	private void exchange() {
		Consumer<String, byte[]> current = this.consumers.get();
		this.consumer = current;
		try {
			current.assign(List.of(PARTITION));
			current.seekToEnd(List.of(PARTITION));
			while (isWanted()) {
				Untraced.forEach(current.poll(INTERVAL).records(PARTITION), this::hear);
				tell();
			}
		}
		finally {
			this.consumer = null;
			current.close(CloseOptions.timeout(LIMIT));
		}
	}

	private void hear(ConsumerRecord<String, byte[]> record) {
		if (!this.gateway.equals(record.key())) {
			this.allowances.heard(String.valueOf(record.key()), CallerUseCodec.uses(record));
		}
	}

	private void tell() {
		if (System.nanoTime() - this.toldAt < INTERVAL.toNanos()) {
			return;
		}
		this.toldAt = System.nanoTime();
		this.allowances.refresh();
		Map<String, CallerUse> uses = this.allowances.report();
		// Once more where there is nothing: what was held is held no longer.
		if (!uses.isEmpty() || this.toldSomething) {
			this.producers.get().send(CallerUseCodec.record(this.gateway, uses));
			this.toldSomething = !uses.isEmpty();
		}
	}

	@Override
	public void start() {
		this.stopping = new CountDownLatch(1);
		this.thread = Thread.ofPlatform().daemon().name("caller-use").start(() -> Untraced.run(this));
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		this.thread = null;
		this.stopping.countDown();
		Consumer<String, byte[]> reading = this.consumer;
		if (reading != null) {
			reading.wakeup();
		}
		try {
			if (current != null) {
				current.join(LIMIT.plus(LIMIT));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private boolean isWanted() {
		return this.stopping.getCount() > 0;
	}

	private void rest() {
		try {
			this.stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stopping.countDown();
		}
	}

}

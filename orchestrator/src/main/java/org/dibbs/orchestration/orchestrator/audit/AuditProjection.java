package org.dibbs.orchestration.orchestrator.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.audit.AuditCodec;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.telemetry.Untraced;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The poll loop that brings audit records into the {@link AuditTable}, in whichever
 * worker has the topic's only partition. Where it reads on is told by the table. While
 * the database is away nothing is passed over: it is tried again.
 */
final class AuditProjection implements Runnable, ConsumerRebalanceListener, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(AuditProjection.class);

	private static final TopicPartition PARTITION = new TopicPartition(Topics.AUDIT, 0);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final AuditTable table;

	private final Duration pause;

	private volatile CountDownLatch stopping = new CountDownLatch(0);

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile @Nullable Thread thread;

	/** Where the table stands; -1 where that has to be asked. */
	private long position = -1;

	private boolean failing;

	AuditProjection(Supplier<Consumer<String, byte[]>> consumers, AuditTable table, Duration pause) {
		this.consumers = consumers;
		this.table = table;
		this.pause = pause;
	}

	@Override
	public void run() {
		while (isWanted()) {
			try {
				consume();
			}
			catch (WakeupException ex) {
				logger.debug("The audit projection was woken");
			}
			catch (RuntimeException ex) {
				fails(ex);
				rest();
			}
		}
	}

	private void consume() {
		Consumer<String, byte[]> current = this.consumers.get();
		this.consumer = current;
		this.position = -1;
		try {
			current.subscribe(List.of(Topics.AUDIT), this);
			while (isWanted()) {
				ConsumerRecords<String, byte[]> records = current.poll(POLL);
				if (current.assignment().contains(PARTITION)) {
					attempt(current, records.records(PARTITION));
				}
			}
		}
		finally {
			this.consumer = null;
			current.close(CloseOptions.timeout(LIMIT));
		}
	}

	// What fails leaves the table as it was, so it is read again from there.
	private void attempt(Consumer<String, byte[]> current, List<ConsumerRecord<String, byte[]>> records) {
		try {
			if (this.position < 0) {
				place(current);
			}
			else if (!records.isEmpty()) {
				project(records);
			}
			succeeds();
		}
		catch (WakeupException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			fails(ex);
			this.position = -1;
			current.pause(List.of(PARTITION));
			rest();
		}
	}

	private void place(Consumer<String, byte[]> current) {
		long written = this.table.end().offset();
		long begin = current.beginningOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, 0L);
		long end = current.endOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, begin);
		// A topic that was made anew begins below; what is known already is left out.
		long next = (written < begin || written > end) ? begin : written;
		if (next != written) {
			if (written != 0) {
				logger.warn("The audit topic has the offsets {} to {}, and {} was expected; it is read from {}", begin,
						end, written, next);
			}
			if (!this.table.append(List.of(), written, next)) {
				return;
			}
		}
		current.seek(PARTITION, next);
		this.position = next;
		current.resume(List.of(PARTITION));
	}

	private void project(List<ConsumerRecord<String, byte[]>> records) {
		List<AuditRecord> audits = Untraced.map(records, AuditCodec::audit);
		if (audits.size() < records.size()) {
			logger.warn("{} records on the audit topic cannot be read", records.size() - audits.size());
		}
		long next = records.getLast().offset() + 1;
		long from = this.position;
		// Another worker has gone on where this one was thought to be gone.
		this.position = this.table.append(audits, from, next) ? next : -1;
	}

	private void fails(RuntimeException ex) {
		if (!this.failing) {
			this.failing = true;
			// What a database says can quote values, so only what kind it is.
			logger.warn("Audit records cannot be written to the table, they wait on their topic: {}",
					ex.getClass().getSimpleName());
		}
	}

	private void succeeds() {
		if (this.failing) {
			this.failing = false;
			logger.info("Audit records can be written to the table again");
		}
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		Consumer<String, byte[]> current = this.consumer;
		this.position = -1;
		if (current != null) {
			current.pause(partitions);
		}
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		this.position = -1;
	}

	@Override
	public void start() {
		this.stopping = new CountDownLatch(1);
		this.thread = Thread.ofPlatform().name("audit").start(() -> Untraced.run(this));
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
			if (current != null && !current.join(LIMIT.plus(LIMIT))) {
				logger.warn("The audit projection did not stop");
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
			this.stopping.await(this.pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stopping.countDown();
		}
	}

}

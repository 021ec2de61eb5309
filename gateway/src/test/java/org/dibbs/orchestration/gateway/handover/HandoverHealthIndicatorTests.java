package org.dibbs.orchestration.gateway.handover;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class HandoverHealthIndicatorTests {

	private final AtomicReference<Integer> partition = new AtomicReference<>();

	private final AtomicLong time = new AtomicLong();

	private final BrokerContact contact = new BrokerContact(this.time::get);

	private final PublishingState publishing = new PublishingState(this.time::get);

	private final HandoverHealthIndicator indicator = new HandoverHealthIndicator(this.partition::get, this.contact,
			this.publishing);

	@Test
	void isDownUntilRepliesCanBeRead() {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
		up();
	}

	@Test
	void isDownWhileTheBrokerDoesNotAnswer() {
		up();
		this.time.addAndGet(BrokerContact.LOST_AFTER.toNanos() + 1);
		assertThat(this.indicator.health().getDetails()).containsEntry("reason", "Kafka does not answer");
		up();
	}

	@Test
	void isDownWhilePublishingFails() {
		up();
		this.publishing.failed(new IllegalStateException());
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
		this.publishing.succeeded();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	private void up() {
		this.partition.set(1);
		this.contact.made();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

}

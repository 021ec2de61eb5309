package org.dibbs.orchestration.gateway.handover;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerContactTests {

	private final AtomicLong time = new AtomicLong();

	private final BrokerContact contact = new BrokerContact(this.time::get);

	private final FetchingConsumer consumer = new FetchingConsumer();

	@Test
	void isLostBeforeItIsMade() {
		assertThat(this.contact.isLost()).isTrue();
		this.contact.made();
		assertThat(this.contact.isLost()).isFalse();
	}

	@Test
	void lastsAsLongAsFetchesAreAnswered() {
		for (int i = 0; i < 10; i++) {
			this.consumer.answer();
			this.contact.observe(this.consumer);
			this.time.addAndGet(BrokerContact.LOST_AFTER.toNanos());
			assertThat(this.contact.isLost()).isFalse();
		}
	}

	@Test
	void isLostWhenNoFetchIsAnsweredAndMadeAgainByTheNext() {
		this.contact.observe(this.consumer);
		this.time.addAndGet(BrokerContact.LOST_AFTER.toNanos() + 1);
		this.contact.observe(this.consumer);
		assertThat(this.contact.isLost()).isTrue();
		this.consumer.answer();
		this.contact.observe(this.consumer);
		assertThat(this.contact.isLost()).isFalse();
	}

}

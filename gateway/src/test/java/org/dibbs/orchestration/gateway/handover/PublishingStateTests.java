package org.dibbs.orchestration.gateway.handover;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishingStateTests {

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);

	private final PublishingState state = new PublishingState(this.time::get);

	@Test
	void isFailingUntilAMessageIsPublished() {
		assertThat(this.state.isFailing()).isFalse();
		this.state.failed(new IllegalStateException());
		assertThat(this.state.isFailing()).isTrue();
		this.state.succeeded();
		assertThat(this.state.isFailing()).isFalse();
	}

	@Test
	void forgetsAFailureSoThatMessagesCanComeAgain() {
		this.state.failed(new IllegalStateException());
		this.time.addAndGet(PublishingState.REMEMBERED.toNanos() - 1);
		assertThat(this.state.isFailing()).isTrue();
		this.time.addAndGet(1);
		assertThat(this.state.isFailing()).isFalse();
	}

}

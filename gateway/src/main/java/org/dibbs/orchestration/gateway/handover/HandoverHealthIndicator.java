package org.dibbs.orchestration.gateway.handover;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up as long as a message would be taken; part of the readiness group. Looks at what the
 * running handover has seen of the broker and asks it nothing.
 */
final class HandoverHealthIndicator implements HealthIndicator {

	private final ReplyAddress address;

	private final BrokerContact contact;

	private final PublishingState publishing;

	HandoverHealthIndicator(ReplyAddress address, BrokerContact contact, PublishingState publishing) {
		this.address = address;
		this.contact = contact;
		this.publishing = publishing;
	}

	@Override
	public Health health() {
		if (this.address.partition() == null) {
			return down("no connection to Kafka yet, or topics are missing");
		}
		if (this.contact.isLost()) {
			return down("Kafka does not answer");
		}
		return this.publishing.isFailing() ? down("the last message could not be published") : Health.up().build();
	}

	private static Health down(String reason) {
		return Health.down().withDetail("reason", reason).build();
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Clock;

import org.dibbs.orchestration.orchestrator.archive.RecordArchive;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmissions;
import org.dibbs.orchestration.orchestrator.ledger.Standings;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the redelivery to the ledger and to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class RedeliveryConfiguration {

	@Bean
	CatchUp ledgerCatchUp(Standings standings) {
		return new CatchUp(standings);
	}

	@Bean
	Replays submissionReplays(ConfigRegistry configs, EventPublisher events, CatchUp ledger,
			RedeliveryMetrics metrics) {
		return new Replays(configs, events, ledger, metrics, Clock.systemUTC());
	}

	@Bean
	RedeliveryLifecycle redelivery(DueSubmissions due, CatchUp ledger, RecordArchive archive, RecordSender sender,
			EventPublisher events, RedeliveryMetrics metrics, RedeliveryProperties properties) {
		return new RedeliveryLifecycle(new Redelivery(due, ledger, archive, sender, events, metrics,
				properties.catchUpLimit(), Clock.systemUTC()), properties.pollInterval());
	}

}

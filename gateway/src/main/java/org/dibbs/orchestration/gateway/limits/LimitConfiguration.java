package org.dibbs.orchestration.gateway.limits;

import java.util.Properties;

import io.github.bucket4j.TimeMeter;
import io.netty.channel.ChannelPipeline;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dibbs.orchestration.gateway.problem.Http1Codec;
import reactor.netty.NettyPipeline;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Puts the limits into the server, and wires them to those of the other front doors.
 */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

	@Bean
	Allowances allowances(LimitProperties properties) {
		return new Allowances(properties, TimeMeter.SYSTEM_NANOTIME);
	}

	@Bean
	CallerUseExchange callerUseExchange(ConsumerFactory<String, byte[]> consumers,
			ProducerFactory<String, byte[]> producers, Allowances allowances) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
		return new CallerUseExchange(() -> consumers.createConsumer("caller-use", "caller-use", null, overrides),
				producers::createProducer, allowances);
	}

	@Bean
	NettyServerCustomizer slowRequestsEnd(LimitProperties properties, LimitMetrics metrics) {
		return (server) -> server.readTimeout(properties.bodyPause())
			.requestTimeout(properties.bodyTimeout())
			.doOnChannelInit((observer, channel, address) -> Http1Codec.whenThere(channel, "slowHeadersLater",
					(pipeline) -> watch(pipeline, properties, metrics)));
	}

	private static void watch(ChannelPipeline pipeline, LimitProperties properties, LimitMetrics metrics) {
		SlowHeadersHandler headers = new SlowHeadersHandler(properties.headerTimeout(),
				() -> metrics.limited(LimitReason.SLOW));
		pipeline.addBefore(NettyPipeline.HttpCodec, "slowHeaders", headers);
		pipeline.addAfter(NettyPipeline.HttpCodec, "requestArrival", new RequestArrival(headers, metrics));
	}

}

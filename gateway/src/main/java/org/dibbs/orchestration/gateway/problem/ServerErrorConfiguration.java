package org.dibbs.orchestration.gateway.problem;

import reactor.netty.NettyPipeline;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts {@link BareErrorHandler} where all answers of a connection pass.
 */
@Configuration(proxyBeanMethods = false)
class ServerErrorConfiguration {

	@Bean
	NettyServerCustomizer bareErrorsGetABody() {
		return (server) -> server.doOnChannelInit((observer, channel, address) -> {
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "bareErrors", new BareErrorHandler());
			Http1Codec.whenThere(channel, "brokenBodiesLater",
					(pipeline) -> pipeline.addAfter(NettyPipeline.HttpCodec, "brokenBodies", new BrokenBody.Marker()));
		});
	}

}

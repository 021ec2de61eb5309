package org.dibbs.orchestration.gateway.problem;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;

class Http1CodecTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final List<ChannelPipeline> told = new ArrayList<>();

	Http1CodecTests() {
		this.channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter());
	}

	@Test
	void isThereAtOnceWithoutTls() {
		addCodec();
		Http1Codec.whenThere(this.channel, "later", this.told::add);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void comesWithTheHandshakeAndIsToldOnce() {
		Http1Codec.whenThere(this.channel, "later", this.told::add);
		this.channel.pipeline().fireChannelActive();
		assertThat(this.told).isEmpty();
		addCodec();
		this.channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
		this.channel.pipeline().fireChannelActive();
		assertThat(this.told).hasSize(1);
		assertThat(this.channel.pipeline().names()).doesNotContain("later");
	}

	@Test
	void neverComesToAConnectionThatSpeaksAnotherProtocol() {
		Http1Codec.whenThere(this.channel, "later", this.told::add);
		this.channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
		assertThat(this.told).isEmpty();
	}

	private void addCodec() {
		this.channel.pipeline().addFirst(NettyPipeline.HttpCodec, new ChannelInboundHandlerAdapter());
	}

}

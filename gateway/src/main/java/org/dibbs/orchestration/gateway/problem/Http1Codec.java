package org.dibbs.orchestration.gateway.problem;

import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;

/**
 * When the server's codec of HTTP/1.1 is there. Over TLS it is not known before the
 * handshake which HTTP a connection speaks.
 */
public final class Http1Codec {

	private Http1Codec() {
	}

	/**
	 * Puts handlers around the codec.
	 * @param channel a connection that has just come
	 * @param name what this is called, different from all others
	 * @param handlers puts them there; not called where the connection speaks HTTP/2
	 */
	public static void whenThere(Channel channel, String name, Consumer<ChannelPipeline> handlers) {
		if (isThere(channel)) {
			handlers.accept(channel.pipeline());
		}
		else {
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, name, new Waiter(handlers));
		}
	}

	private static boolean isThere(Channel channel) {
		return channel.pipeline().get(NettyPipeline.HttpCodec) != null;
	}

	private static final class Waiter extends ChannelInboundHandlerAdapter {

		private final Consumer<ChannelPipeline> handlers;

		Waiter(Consumer<ChannelPipeline> handlers) {
			this.handlers = handlers;
		}

		@Override
		public void channelActive(ChannelHandlerContext ctx) {
			look(ctx);
			ctx.fireChannelActive();
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
			if (event instanceof SslHandshakeCompletionEvent) {
				look(ctx);
			}
			ctx.fireUserEventTriggered(event);
		}

		private void look(ChannelHandlerContext ctx) {
			if (!ctx.isRemoved() && isThere(ctx.channel())) {
				ctx.pipeline().remove(this);
				this.handlers.accept(ctx.pipeline());
			}
		}

	}

}

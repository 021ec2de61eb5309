package org.dibbs.orchestration.gateway.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Stands in the stream of a request where its body cannot be read any further. What the
 * codec has there instead, the server would take for the end of a body that is complete,
 * after it has answered by itself.
 */
final class BrokenBody extends DefaultHttpContent {

	BrokenBody() {
		super(Unpooled.EMPTY_BUFFER);
	}

	/** Puts it there. Comes right behind the codec. */
	static final class Marker extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object msg) {
			if (msg instanceof HttpContent content && !(msg instanceof HttpRequest)
					&& content.decoderResult().isFailure()) {
				content.release();
				ctx.fireChannelRead(new BrokenBody());
			}
			else {
				ctx.fireChannelRead(msg);
			}
		}

	}

}

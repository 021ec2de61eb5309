package org.dibbs.orchestration.gateway.limits;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.dibbs.orchestration.gateway.problem.BareHeaders;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection on which the headers of a request do not arrive in time, however
 * often a piece of them does. Stands before the server's codec, as nobody behind it sees
 * half a header; {@link RequestArrival}, behind it, tells when they are there. One of
 * these stands in the pipeline of each connection, and is used on its event loop only.
 */
final class SlowHeadersHandler extends ChannelInboundHandlerAdapter {

	private final Duration limit;

	private final Runnable slow;

	private @Nullable Future<?> timer;

	private boolean between = true;

	private boolean upgraded;

	SlowHeadersHandler(Duration limit, Runnable slow) {
		this.limit = limit;
		this.slow = slow;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (this.between) {
			this.between = false;
			this.timer = ctx.executor().schedule(() -> refuse(ctx), this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		ctx.fireChannelRead(message);
	}

	/** The headers are there. */
	void arrived() {
		Future<?> current = this.timer;
		this.timer = null;
		if (current != null) {
			current.cancel(false);
		}
	}

	/** The whole request is there; what comes now belongs to the next one. */
	void ended() {
		this.between = !this.upgraded;
	}

	/** No further request comes on this connection, which speaks another protocol. */
	void upgraded() {
		this.upgraded = true;
		this.between = false;
		arrived();
	}

	// Past the codec, which knows of no request that could be answered.
	private void refuse(ChannelHandlerContext ctx) {
		this.slow.run();
		String body = new Problem(ProblemKind.BAD_REQUEST, 408, "Request Timeout", null).legacyBody().json();
		ByteBuf answer = Unpooled.copiedBuffer(
				"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n" + BareHeaders.lines()
						+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
				StandardCharsets.US_ASCII);
		ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		arrived();
		ctx.fireChannelInactive();
	}

}

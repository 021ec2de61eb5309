package org.dibbs.orchestration.gateway.problem;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

/**
 * Gives a body to the errors that the server answers by itself, without one, because it
 * cannot read the request: the request line is malformed (400) or too long (414), or the
 * headers are (400, 431), or the body is in broken chunks (400, {@link BrokenBody}); and
 * {@link BareHeaders}, since no filter sees them. One of these stands in the pipeline of
 * each connection, and is used on its event loop only.
 */
class BareErrorHandler extends ChannelDuplexHandler {

	private @Nullable HttpMethod method;

	private boolean answered;

	private boolean broken;

	private boolean ended;

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		if (msg instanceof HttpRequest request) {
			this.method = request.method();
			this.answered = false;
		}
		if (msg instanceof BrokenBody) {
			refuse(ctx);
		}
		else {
			ctx.fireChannelRead(msg);
		}
	}

	// Whoever reads the body hears of it before the answer leaves: the server takes that,
	// and the end of the connection, for the end of a body that is complete.
	private void refuse(ChannelHandlerContext ctx) {
		if (this.answered) {
			ctx.close();
			return;
		}
		this.broken = true;
		ctx.fireExceptionCaught(new ProblemException(ProblemKind.BAD_REQUEST, ProblemKind.BAD_REQUEST.title()));
		if (!this.answered) {
			FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
			answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			BareHeaders.addTo(answer.headers());
			this.answered = true;
			this.ended = true;
			ctx.writeAndFlush(withBody(answer)).addListener(ChannelFutureListener.CLOSE);
		}
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		if (this.ended) {
			// The connection ends with the answer that was given here.
			ReferenceCountUtil.release(msg);
			promise.tryFailure(AbortedException.beforeSend());
			return;
		}
		if (msg instanceof HttpResponse response) {
			this.answered = true;
			if (this.broken) {
				response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			}
			if (response.status().code() >= 400) {
				BareHeaders.addTo(response.headers());
			}
		}
		boolean bare = msg instanceof FullHttpResponse response && response.status().code() >= 400
				&& !response.content().isReadable() && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)
				&& !HttpMethod.HEAD.equals(this.method);
		ctx.write(bare ? withBody((FullHttpResponse) msg) : msg, promise);
	}

	private static FullHttpResponse withBody(FullHttpResponse bare) {
		HttpResponseStatus status = bare.status();
		Problem problem = new Problem(ProblemKind.BAD_REQUEST, status.code(), status.reasonPhrase(), null);
		ByteBuf body = Unpooled.wrappedBuffer(problem.legacyBody().json().getBytes(StandardCharsets.UTF_8));
		FullHttpResponse whole = bare.replace(body);
		whole.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
		whole.headers().set(HttpHeaderNames.CONTENT_TYPE, WorkflowReply.JSON);
		whole.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
		bare.release();
		return whole;
	}

}

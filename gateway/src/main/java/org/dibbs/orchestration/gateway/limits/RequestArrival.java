package org.dibbs.orchestration.gateway.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Tells {@link SlowHeadersHandler} what the codec has read, and counts what the server
 * refuses by itself.
 */
final class RequestArrival extends ChannelDuplexHandler {

	private final SlowHeadersHandler headers;

	private final LimitMetrics metrics;

	RequestArrival(SlowHeadersHandler headers, LimitMetrics metrics) {
		this.headers = headers;
		this.metrics = metrics;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof HttpRequest) {
			this.headers.arrived();
		}
		if (message instanceof LastHttpContent) {
			this.headers.ended();
		}
		ctx.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response) {
			HttpResponseStatus status = response.status();
			if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
				this.headers.upgraded();
			}
			else if (status.equals(HttpResponseStatus.REQUEST_TIMEOUT)) {
				this.metrics.limited(LimitReason.SLOW);
			}
			else if (status.equals(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
					|| status.equals(HttpResponseStatus.REQUEST_URI_TOO_LONG)) {
				this.metrics.limited(LimitReason.HEADERS);
			}
		}
		ctx.write(message, promise);
	}

}

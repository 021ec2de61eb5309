package org.dibbs.orchestration.gateway.problem;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BareErrorHandlerTests {

	private final Reader reader = new Reader();

	private final EmbeddedChannel channel = new EmbeddedChannel(new BrokenBody.Marker(), new BareErrorHandler(),
			this.reader);

	@Test
	void givesABareErrorABody() {
		receive(HttpMethod.GET);
		FullHttpResponse answer = write(bare(HttpResponseStatus.REQUEST_URI_TOO_LONG));
		assertThat(answer.status().code()).isEqualTo(414);
		assertThat(answer.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/json");
		assertThat(body(answer)).isEqualTo("{\"detail\":\"Request-URI Too Long\"}");
		assertThat(answer.headers().getInt(HttpHeaderNames.CONTENT_LENGTH)).isEqualTo(33);
	}

	@Test
	void anErrorThatNoFilterSawTellsBrowsersToMakeNothingOfIt() {
		receive(HttpMethod.HEAD);
		FullHttpResponse answer = write(bare(HttpResponseStatus.BAD_REQUEST));
		assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
		FullHttpResponse seen = bare(HttpResponseStatus.BAD_REQUEST);
		seen.headers().set("X-Content-Type-Options", "nosniff").set("Cache-Control", "max-age=1");
		assertThat(write(seen).headers().get("Cache-Control")).isEqualTo("max-age=1");
	}

	@Test
	void leavesAnyOtherAnswerAlone() {
		receive(HttpMethod.GET);
		FullHttpResponse fine = bare(HttpResponseStatus.NO_CONTENT);
		assertThat(write(fine)).isSameAs(fine);
		FullHttpResponse typed = bare(HttpResponseStatus.NOT_FOUND);
		typed.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
		assertThat(write(typed)).isSameAs(typed);
		receive(HttpMethod.HEAD);
		FullHttpResponse toHead = bare(HttpResponseStatus.NOT_FOUND);
		assertThat(write(toHead)).isSameAs(toHead);
	}

	@Test
	void aBrokenBodyIsRefusedAndNotPassedOn() {
		receive(HttpMethod.POST);
		HttpContent broken = broken();
		this.channel.writeInbound(broken);
		assertThat(received()).isNull();
		assertThat(broken.refCnt()).isZero();
		FullHttpResponse answer = this.channel.readOutbound();
		assertThat(answer.status().code()).isEqualTo(400);
		assertThat(answer.headers().get(HttpHeaderNames.CONNECTION)).isEqualTo("close");
		assertThat(body(answer)).isEqualTo("{\"detail\":\"Bad Request\"}");
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.reader.problem).isEqualTo(ProblemKind.BAD_REQUEST);
	}

	@Test
	void whoeverReadsABrokenBodyHearsOfItFirstAndMayAnswer() {
		receive(HttpMethod.POST);
		DefaultFullHttpResponse mine = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST,
				Unpooled.copiedBuffer("mine", StandardCharsets.UTF_8));
		this.reader.answer = mine;
		this.channel.writeInbound(broken());
		assertThat(sent()).isSameAs(mine);
		assertThat(mine.headers().get(HttpHeaderNames.CONNECTION)).isEqualTo("close");
		assertThat(sent()).isNull();
	}

	@Test
	void nobodyAnswersABrokenBodyTwice() {
		receive(HttpMethod.POST);
		this.channel.writeInbound(broken());
		assertThat(sent()).isNotNull();
		FullHttpResponse late = bare(HttpResponseStatus.OK);
		assertThat(this.channel.write(late).cause()).isNotNull();
		assertThat(late.refCnt()).isZero();
		assertThat(sent()).isNull();
	}

	@Test
	void aBrokenBodyAfterTheAnswerOnlyEndsTheConnection() {
		receive(HttpMethod.POST);
		HttpResponse early = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
		this.channel.writeOutbound(early);
		assertThat(sent()).isSameAs(early);
		this.channel.writeInbound(broken());
		assertThat(sent()).isNull();
		assertThat(this.channel.isOpen()).isFalse();
	}

	private void receive(HttpMethod method) {
		HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/");
		this.channel.writeInbound(request);
		assertThat(received()).isSameAs(request);
	}

	private FullHttpResponse write(FullHttpResponse response) {
		this.channel.writeOutbound(response);
		return this.channel.readOutbound();
	}

	private @Nullable Object received() {
		return this.channel.readInbound();
	}

	private @Nullable Object sent() {
		return this.channel.readOutbound();
	}

	private static FullHttpResponse bare(HttpResponseStatus status) {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
	}

	private static HttpContent broken() {
		HttpContent content = new DefaultHttpContent(Unpooled.buffer());
		content.setDecoderResult(DecoderResult.failure(new NumberFormatException()));
		return content;
	}

	private static String body(FullHttpResponse response) {
		return response.content().toString(StandardCharsets.UTF_8);
	}

	/** What stands behind the handler, and reads bodies. */
	private static final class Reader extends ChannelInboundHandlerAdapter {

		private @Nullable ProblemKind problem;

		private @Nullable FullHttpResponse answer;

		@Override
		public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
			this.problem = ((ProblemException) cause).problem().kind();
			if (this.answer != null) {
				ctx.writeAndFlush(this.answer);
			}
		}

	}

}

package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;

/**
 * Sends one request and reads its whole answer, within the limits of time and size. For
 * use by any number of threads.
 */
final class HttpTransport {

	// without a charset parameter, as upstream
	private static final ContentType JSON = ContentType.create("application/json");

	private static final int CHUNK = 16 * 1024;

	private final CloseableHttpClient client;

	private final int maxResponseSize;

	private final Duration responseTimeout;

	HttpTransport(CloseableHttpClient client, BuildingBlockProperties.Http settings) {
		this.client = client;
		this.maxResponseSize = Math.toIntExact(settings.maxResponseSize().toBytes());
		this.responseTimeout = settings.responseTimeout();
	}

	ServiceResponse post(BlockAddress address, String path, JsonFragment body) throws CallFailure {
		ClassicHttpRequest request = new BasicClassicHttpRequest("POST", address.host(), address.basePath() + path);
		request.setHeader(HttpHeaders.ACCEPT, "*/*");
		if (address.authorization() != null) {
			request.setHeader(HttpHeaders.AUTHORIZATION, address.authorization());
		}
		request.setEntity(new ByteArrayEntity(body.bytes(), JSON));
		// The client's own timeout is one between two reads, which a block that drips its
		// answer never meets.
		long deadline = System.nanoTime() + this.responseTimeout.toNanos();
		try {
			return this.client.execute(address.host(), request, (response) -> read(response, deadline));
		}
		catch (IOException ex) {
			throw FailureClassifier.classify(ex);
		}
	}

	private ServiceResponse read(ClassicHttpResponse response, long deadline) throws IOException {
		Header contentType = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
		HttpEntity entity = response.getEntity();
		return new ServiceResponse(response.getCode(), (contentType != null) ? contentType.getValue() : "",
				(entity != null) ? read(entity, deadline) : new byte[0]);
	}

	private byte[] read(HttpEntity entity, long deadline) throws IOException {
		long declared = entity.getContentLength();
		if (declared > this.maxResponseSize) {
			throw tooLarge();
		}
		byte[] body = new byte[(declared >= 0) ? (int) declared : CHUNK];
		int size = 0;
		InputStream content = entity.getContent();
		while (true) {
			if (size == body.length) {
				int next = content.read();
				if (next < 0) {
					return body;
				}
				if (size >= this.maxResponseSize) {
					throw tooLarge();
				}
				body = Arrays.copyOf(body, (int) Math.min(Math.max(2L * size, CHUNK), this.maxResponseSize));
				body[size++] = (byte) next;
			}
			else {
				int count = content.read(body, size, body.length - size);
				if (count < 0) {
					return Arrays.copyOf(body, size);
				}
				size += count;
			}
			if (System.nanoTime() - deadline > 0) {
				throw new CallFailure(Kind.TIMEOUT, "no whole answer in time", null);
			}
		}
	}

	private CallFailure tooLarge() {
		return new CallFailure(Kind.UNREADABLE, "the answer is larger than " + this.maxResponseSize + " bytes", null);
	}

}

package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Duration;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.dibbs.orchestration.json.JsonFragment;

/**
 * Sends one request and reads its whole answer, within the limits of time and size. For
 * use by any number of threads.
 */
final class HttpTransport {

	// without a charset parameter, as upstream
	private static final ContentType JSON = ContentType.create("application/json");

	private final CloseableHttpClient client;

	private final int maxResponseSize;

	private final Duration responseTimeout;

	HttpTransport(CloseableHttpClient client, BuildingBlockProperties.Http settings) {
		this.client = client;
		this.maxResponseSize = Math.toIntExact(settings.maxResponseSize().toBytes());
		this.responseTimeout = settings.responseTimeout();
	}

	ServiceResponse post(BlockAddress address, String path, JsonFragment body) throws CallFailure {
		HttpPost request = new HttpPost(address.basePath() + path);
		request.setHeader(HttpHeaders.ACCEPT, "*/*");
		if (address.authorization() != null) {
			request.setHeader(HttpHeaders.AUTHORIZATION, address.authorization());
		}
		request.setEntity(new ByteArrayEntity(body.bytes(), JSON));
		long deadline = System.nanoTime() + this.responseTimeout.toNanos();
		try {
			return this.client.execute(address.host(), request, (response) -> read(request, response, deadline));
		}
		catch (IOException ex) {
			throw FailureClassifier.classify(ex);
		}
	}

	private ServiceResponse read(HttpPost request, ClassicHttpResponse response, long deadline) throws IOException {
		Header contentType = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
		try {
			return new ServiceResponse(response.getCode(), (contentType != null) ? contentType.getValue() : "",
					BoundedBody.read(response.getEntity(), this.maxResponseSize, deadline));
		}
		catch (CallFailure ex) {
			// Without this the client reads the rest to keep the connection, for ever if
			// the block never ends.
			request.cancel();
			throw ex;
		}
	}

}

package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Sends HTTP requests. For use by many threads.
 */
final class Client {

	private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_LIMIT)
		.build();

	/**
	 * Sends a GET.
	 * @param address where to
	 * @param limit how long the answer may take
	 * @return the answer
	 * @throws IOException if there is none
	 */
	HttpResponse<String> get(String address, Duration limit) throws IOException {
		return send(HttpRequest.newBuilder(URI.create(address)).GET(), limit);
	}

	/**
	 * Sends a POST.
	 * @param address where to
	 * @param headers its headers
	 * @param body its body
	 * @param limit how long the answer may take
	 * @return the answer
	 * @throws IOException if there is none
	 */
	HttpResponse<String> post(String address, Map<String, String> headers, byte[] body, Duration limit)
			throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		return send(request, limit);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, Duration limit) throws IOException {
		try {
			return this.http.send(request.timeout(limit).build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}

package org.dibbs.orchestration.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import io.micrometer.core.ipc.http.HttpSender;

/**
 * Micrometer's own sender, with certificates of ours. It leaves by
 * {@link HttpURLConnection}, too, which the agent does not trace.
 */
final class TlsSender implements HttpSender {

	private final SSLSocketFactory sockets;

	private final Duration connectTimeout;

	private final Duration readTimeout;

	TlsSender(SSLSocketFactory sockets, Duration connectTimeout, Duration readTimeout) {
		this.sockets = sockets;
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
	}

	@Override
	public Response send(Request request) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) request.getUrl().openConnection();
		if (connection instanceof HttpsURLConnection secured) {
			secured.setSSLSocketFactory(this.sockets);
		}
		connection.setConnectTimeout(Math.toIntExact(this.connectTimeout.toMillis()));
		connection.setReadTimeout(Math.toIntExact(this.readTimeout.toMillis()));
		connection.setRequestMethod(request.getMethod().name());
		connection.setInstanceFollowRedirects(false);
		request.getRequestHeaders().forEach(connection::setRequestProperty);
		connection.setDoOutput(true);
		try (OutputStream out = connection.getOutputStream()) {
			out.write(request.getEntity());
		}
		int status = connection.getResponseCode();
		try (InputStream in = (status >= HttpURLConnection.HTTP_BAD_REQUEST) ? connection.getErrorStream()
				: connection.getInputStream()) {
			String body = (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "";
			return new Response(status, body);
		}
	}

}

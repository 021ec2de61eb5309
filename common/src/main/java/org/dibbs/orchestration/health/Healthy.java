package org.dibbs.orchestration.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.dibbs.orchestration.settings.PemFiles;
import org.jspecify.annotations.Nullable;

/**
 * Ends with 0 where an application of the same machine answers 200. Images have it in
 * place of a shell and of curl. It is asked for by address, so its certificate, which is
 * for a name, is not looked at; nothing is sent that anybody else might not know. Where
 * only callers with a certificate are let in, it shows the application's own.
 */
public final class Healthy {

	private static final int TIMEOUT_MILLIS = 3000;

	private static final String[] SERVERS = { "GATEWAY", "ORCHESTRATOR" };

	private Healthy() {
	}

	/**
	 * Asks once.
	 * @param args the port and the path
	 */
	public static void main(String[] args) {
		System.exit(isHealthy(Integer.parseInt(args[0]), args[1], System.getenv()) ? 0 : 1);
	}

	static boolean isHealthy(int port, String path, Map<String, String> environment) {
		String server = null;
		for (String each : SERVERS) {
			server = environment.getOrDefault(each + "_TLS_CERTIFICATE", "").isBlank() ? server : each;
		}
		String scheme = (server != null) ? "https" : "http";
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create(scheme + "://127.0.0.1:" + port + path)
				.toURL()
				.openConnection();
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			connection.setInstanceFollowRedirects(false);
			if (server != null && connection instanceof HttpsURLConnection secured) {
				secured.setHostnameVerifier((host, session) -> true);
				secured.setSSLSocketFactory(context(server, environment).getSocketFactory());
			}
			return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
		}
		catch (IOException | GeneralSecurityException ex) {
			return false;
		}
	}

	private static SSLContext context(String server, Map<String, String> environment)
			throws GeneralSecurityException, IOException {
		boolean shown = !environment.getOrDefault(server + "_TLS_CA", "").isBlank();
		KeyManager @Nullable [] own = shown ? PemFiles.keys(environment.getOrDefault(server + "_TLS_CERTIFICATE", ""),
				environment.getOrDefault(server + "_TLS_KEY", "")) : null;
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own, new TrustManager[] { new Anybody() }, null);
		return context;
	}

	/** What answers on this machine's own address. */
	private static final class Anybody extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}

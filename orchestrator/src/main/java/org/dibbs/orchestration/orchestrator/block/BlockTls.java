package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Speaks TLS with building blocks by a bundle of certificates. When its files change, new
 * connections are made with the new ones. The name of the host is always checked.
 */
final class BlockTls implements TlsSocketStrategy {

	/** The name of the bundle. */
	static final String BUNDLE = "blocks";

	private volatile TlsSocketStrategy current;

	private BlockTls(SslBundle bundle) {
		this.current = strategy(bundle);
	}

	/**
	 * Finds the bundle.
	 * @param bundles all there are
	 * @return how to speak TLS, or null where it is left to the Java runtime
	 */
	static @Nullable TlsSocketStrategy of(SslBundles bundles) {
		if (!bundles.getBundleNames().contains(BUNDLE)) {
			return null;
		}
		BlockTls tls = new BlockTls(bundles.getBundle(BUNDLE));
		bundles.addBundleUpdateHandler(BUNDLE, (changed) -> tls.current = strategy(changed));
		return tls;
	}

	private static TlsSocketStrategy strategy(SslBundle bundle) {
		return new DefaultClientTlsStrategy(bundle.createSslContext(), bundle.getOptions().getEnabledProtocols(),
				bundle.getOptions().getCiphers(), SSLBufferMode.STATIC, HostnameVerificationPolicy.BOTH,
				new DefaultHostnameVerifier());
	}

	@Override
	public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
			throws IOException {
		return this.current.upgrade(socket, target, port, attachment, context);
	}

}

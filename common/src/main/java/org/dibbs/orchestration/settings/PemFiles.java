package org.dibbs.orchestration.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads certificates and keys, for those who have no framework to do it.
 */
public final class PemFiles {

	private static final char[] NO_PASSWORD = {};

	private PemFiles() {
	}

	/**
	 * Reads who is trusted.
	 * @param file a PEM file of certificates
	 * @return what trusts them, and whom they have signed
	 * @throws GeneralSecurityException if they cannot be used
	 * @throws IOException if the file cannot be read
	 */
	public static TrustManager[] trust(String file) throws GeneralSecurityException, IOException {
		KeyStore store = empty();
		int number = 0;
		for (Certificate each : certificates(file)) {
			store.setCertificateEntry("authority-" + number++, each);
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory.getTrustManagers();
	}

	/**
	 * Reads what is shown.
	 * @param certificate a PEM file of a certificate, with those that signed it
	 * @param key a PEM file of its key, in PKCS 8 and not encrypted
	 * @return what shows them
	 * @throws GeneralSecurityException if they cannot be used
	 * @throws IOException if a file cannot be read
	 */
	public static KeyManager[] keys(String certificate, String key) throws GeneralSecurityException, IOException {
		KeyStore store = empty();
		store.setKeyEntry("own", key(key), NO_PASSWORD, certificates(certificate).toArray(Certificate[]::new));
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, NO_PASSWORD);
		return factory.getKeyManagers();
	}

	private static KeyStore empty() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private static Collection<? extends Certificate> certificates(String file)
			throws GeneralSecurityException, IOException {
		return CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
	}

	private static PrivateKey key(String file) throws GeneralSecurityException, IOException {
		String text = Files.readString(Path.of(file)).replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
		PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(
				Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
		try {
			return KeyFactory.getInstance("EC").generatePrivate(encoded);
		}
		catch (InvalidKeySpecException ex) {
			return KeyFactory.getInstance("RSA").generatePrivate(encoded);
		}
	}

}

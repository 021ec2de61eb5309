package org.dibbs.orchestration.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An authority, certificates of it, and one of nobody's, made by the JDK's own tool.
 */
final class Certificates {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final Path folder;

	private final KeyStore store;

	Certificates(Path folder) throws IOException, GeneralSecurityException {
		this.folder = folder;
		make("ca", "-ext", "bc:c");
		make("server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
		make("client", "-signer", "ca");
		make("rogue", "-ext", "san=ip:127.0.0.1");
		make("elsewhere", "-signer", "ca", "-ext", "san=dns:elsewhere.example");
		this.store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
			this.store.load(in, PASSWORD);
		}
	}

	private void make(String name, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						name, "-dname", "CN=" + name, "-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12",
						"-keystore", this.folder.resolve("all.p12").toString(), "-storepass", new String(PASSWORD)));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(output).isZero();
	}

	/** The PEM file of a certificate, with those that signed it. */
	String certificate(String name) {
		return written(name + ".crt", () -> {
			StringBuilder pem = new StringBuilder();
			for (Certificate certificate : this.store.getCertificateChain(name)) {
				pem.append(pem("CERTIFICATE", certificate.getEncoded()));
			}
			return pem.toString();
		});
	}

	/** The PEM file of a private key. */
	String key(String name) {
		return written(name + ".key", () -> pem("PRIVATE KEY", this.store.getKey(name, PASSWORD).getEncoded()));
	}

	/** The PEM file of key and certificate together, as Kafka takes it. */
	String both(String name) {
		return written(name + ".pem",
				() -> Files.readString(Path.of(key(name))) + Files.readString(Path.of(certificate(name))));
	}

	/** Trusts the authority, and shows the certificate of that name, or none. */
	SSLContext context(@Nullable String name) {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("ca", this.store.getCertificate("ca"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((name != null) ? managers(name) : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private KeyManager[] managers(String name) throws GeneralSecurityException, IOException {
		KeyStore own = KeyStore.getInstance("PKCS12");
		own.load(null, null);
		own.setKeyEntry(name, this.store.getKey(name, PASSWORD), PASSWORD, this.store.getCertificateChain(name));
		KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
		keys.init(own, PASSWORD);
		return keys.getKeyManagers();
	}

	private static String pem(String kind, byte[] content) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(("-----BEGIN " + kind + "-----\n").getBytes(StandardCharsets.US_ASCII));
		out.writeBytes(Base64.getMimeEncoder(64, new byte[] { '\n' }).encode(content));
		out.writeBytes(("\n-----END " + kind + "-----\n").getBytes(StandardCharsets.US_ASCII));
		return out.toString(StandardCharsets.US_ASCII);
	}

	private String written(String name, Content content) {
		try {
			return Files.writeString(this.folder.resolve(name), content.get()).toString();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What is written to a file. */
	@FunctionalInterface
	private interface Content {

		String get() throws GeneralSecurityException, IOException;

	}

}

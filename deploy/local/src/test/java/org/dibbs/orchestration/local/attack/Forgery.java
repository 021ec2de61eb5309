package org.dibbs.orchestration.local.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that nobody has issued.
 */
final class Forgery {

	private Forgery() {
	}

	/**
	 * One of each kind.
	 * @return the tokens by what they are
	 */
	static Map<String, String> tokens() throws GeneralSecurityException {
		KeyPair own = KeyPairGenerator.getInstance("RSA").generateKeyPair();
		byte[] open = own.getPublic().getEncoded();
		long now = Instant.now().getEpochSecond();
		Map<String, String> tokens = new LinkedHashMap<>();
		tokens.put("signed by nobody", text("none", now + 600) + ".");
		tokens.put("signed by nobody, in other letters", text("nOnE", now + 600) + ".");
		tokens.put("its signature taken off", text("RS256", now + 600) + ".");
		tokens.put("signed by a stranger", signed(own, now + 600));
		tokens.put("signed by a stranger, and expired", signed(own, now - 600));
		tokens.put("signed with what is public", mac(open, now + 600));
		tokens.put("signed with a secret of no bytes but one", mac(new byte[1], now + 600));
		tokens.put("no token", "a.b.c");
		tokens.put("a long one", "a".repeat(5000));
		return tokens;
	}

	private static String text(String algorithm, long expires) {
		return part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"../../../../dev/null\","
				+ "\"jku\":\"http://127.0.0.1:1/\"}") + "."
				+ part("{\"iss\":\"http://127.0.0.1:1\",\"aud\":\"dibbs\",\"sub\":\"root\",\"tenant\":\"county-a\","
						+ "\"scope\":\"admin\",\"exp\":" + expires + "}");
	}

	private static String signed(KeyPair pair, long expires) throws GeneralSecurityException {
		String text = text("RS256", expires);
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(pair.getPrivate());
		signature.update(text.getBytes(StandardCharsets.US_ASCII));
		return text + "." + encoded(signature.sign());
	}

	private static String mac(byte[] secret, long expires) throws GeneralSecurityException {
		String text = text("HS256", expires);
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret, "HmacSHA256"));
		return text + "." + encoded(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String part(String json) {
		return encoded(json.getBytes(StandardCharsets.UTF_8));
	}

	private static String encoded(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}

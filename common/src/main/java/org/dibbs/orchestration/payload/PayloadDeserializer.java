package org.dibbs.orchestration.payload;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what is encrypted, and removes the header that says so; what is plain is
 * handed on. Of what cannot be decrypted the header stays, by which readers know: an
 * exception here would keep a consumer from ever getting past the record.
 */
public final class PayloadDeserializer implements Deserializer<byte[]> {

	private final PayloadCipher cipher;

	/**
	 * Creates the deserializer.
	 * @param ring the keys
	 */
	public PayloadDeserializer(KeyRing ring) {
		this.cipher = new PayloadCipher(ring);
	}

	@Override
	public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
		return value;
	}

	@Override
	public byte @Nullable [] deserialize(String topic, Headers headers, byte @Nullable [] value) {
		if (value == null || !PayloadCipher.isSealed(value)) {
			return value;
		}
		byte[] plain = this.cipher.open(topic, headers, value);
		if (plain == null) {
			ExchangeHeaders.set(headers, ExchangeHeaders.ENCRYPTION, ExchangeHeaders.AES_GCM);
			return value;
		}
		headers.remove(ExchangeHeaders.ENCRYPTION);
		return plain;
	}

}

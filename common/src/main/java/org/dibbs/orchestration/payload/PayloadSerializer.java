package org.dibbs.orchestration.payload;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what goes to topics that carry patient data. What came encrypted and could not
 * be decrypted goes on as it is.
 */
public final class PayloadSerializer implements Serializer<byte[]> {

	private final PayloadCipher cipher;

	/**
	 * Creates the serializer.
	 * @param ring the keys
	 */
	public PayloadSerializer(KeyRing ring) {
		this.cipher = new PayloadCipher(ring);
	}

	@Override
	public byte @Nullable [] serialize(String topic, byte @Nullable [] value) {
		if (value == null || !Topics.carriesPatientData(topic)) {
			return value;
		}
		throw new IllegalStateException("A value is encrypted only together with its headers");
	}

	@Override
	public byte @Nullable [] serialize(String topic, Headers headers, byte @Nullable [] value) {
		if (value == null || !Topics.carriesPatientData(topic)) {
			return value;
		}
		byte[] sealed = PayloadCipher.isSealed(value) ? value : this.cipher.seal(topic, headers, value);
		// A record that is sent once more has the header, and may not be written to.
		if (sealed != null && !ExchangeHeaders.isEncrypted(headers)) {
			ExchangeHeaders.set(headers, ExchangeHeaders.ENCRYPTION, ExchangeHeaders.AES_GCM);
		}
		return (sealed != null) ? sealed : value;
	}

}

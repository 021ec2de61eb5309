package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.payload.KeyRing;
import org.dibbs.orchestration.payload.PayloadDeserializer;
import org.dibbs.orchestration.payload.PayloadSerializer;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Puts the encryption of payloads into Kafka's clients, where there are keys; else they
 * are as Spring Boot makes them.
 */
@Configuration(proxyBeanMethods = false)
class PayloadConfiguration {

	private static final String FILE = "dibbs.payload.keys-file";

	private static final String KEYS = "dibbs.payload.keys";

	@Bean
	DefaultKafkaProducerFactoryCustomizer encryptingProducers(Environment environment) {
		KeyRing ring = KeyRing.of(environment.getProperty(FILE), environment.getProperty(KEYS));
		return (factory) -> {
			if (ring != null) {
				encrypt(factory, ring);
			}
		};
	}

	@Bean
	DefaultKafkaConsumerFactoryCustomizer decryptingConsumers(Environment environment) {
		KeyRing ring = KeyRing.of(environment.getProperty(FILE), environment.getProperty(KEYS));
		return (factory) -> {
			if (ring != null) {
				decrypt(factory, ring);
			}
		};
	}

	// All factories here are of byte arrays.
	@SuppressWarnings("unchecked")
	private static void encrypt(DefaultKafkaProducerFactory<?, ?> factory, KeyRing ring) {
		((DefaultKafkaProducerFactory<String, byte[]>) factory)
			.setValueSerializerSupplier(() -> new PayloadSerializer(ring));
	}

	@SuppressWarnings("unchecked")
	private static void decrypt(DefaultKafkaConsumerFactory<?, ?> factory, KeyRing ring) {
		((DefaultKafkaConsumerFactory<String, byte[]>) factory)
			.setValueDeserializerSupplier(() -> new PayloadDeserializer(ring));
	}

}

package org.dibbs.orchestration.local.chaos;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The kinds of submissions, and how often each comes.
 */
enum Kind {

	/** A FHIR bundle whose caller waits. */
	FHIR_WAITING(12, Message.FHIR),

	/** An eCR whose caller waits. */
	ECR_WAITING(6, Message.ECR),

	/** An eCR in a zip, whose caller waits. */
	ECR_ZIP(6, Message.ECR),

	/** An eCR that is saved, whose caller waits. */
	SAVE_WAITING(6, Message.SAVED_ECR),

	/** An eCR that is saved; nobody waits. */
	SAVE(12, Message.SAVED_ECR),

	/** An eCR that is saved, in a zip; nobody waits. */
	SAVE_ZIP(4, Message.SAVED_ECR),

	/** A laboratory report, by {@code POST /submissions}. */
	ELR(12, Message.ELR),

	/** A vaccination update whose caller prefers not to wait. */
	VXU(8, Message.VXU),

	/** A FHIR bundle by a Kafka client. */
	KAFKA(10, Message.FHIR),

	/** An eCR that is saved, by a Kafka client. */
	KAFKA_SAVE(6, Message.SAVED_ECR),

	/** A record that is written twice. */
	KAFKA_TWICE(5, Message.SAVED_ECR),

	/** A record that is no submission. */
	KAFKA_MALFORMED(3, Message.NONE),

	/** A message for a workflow config that there is not. */
	UNKNOWN_CONFIG(3, Message.FHIR),

	/** Messages of several kinds in one batch. */
	BATCH(3, Message.SAVED_ECR),

	/** A message that is sent twice with the same Idempotency-Key, to two gateways. */
	KEY_TWICE(4, Message.SAVED_ECR);

	private final int weight;

	private final Message message;

	Kind(int weight, Message message) {
		this.weight = weight;
		this.message = message;
	}

	Message message() {
		return this.message;
	}

	boolean saves() {
		return this.message == Message.SAVED_ECR;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Chooses one, the frequent ones often.
	 * @param random what decides
	 * @return the kind
	 */
	static Kind any(RandomGenerator random) {
		int sum = 0;
		for (Kind kind : values()) {
			sum += kind.weight;
		}
		int chosen = random.nextInt(sum);
		for (Kind kind : values()) {
			chosen -= kind.weight;
			if (chosen < 0) {
				return kind;
			}
		}
		throw new IllegalStateException();
	}

	/** What is sent. */
	enum Message {

		/** A bundle. */
		FHIR,

		/** A case report. */
		ECR,

		/** A case report with an id of its own, by which it is saved. */
		SAVED_ECR,

		/** A laboratory report. */
		ELR,

		/** A vaccination update. */
		VXU,

		/** Nothing that could be worked on. */
		NONE

	}

}

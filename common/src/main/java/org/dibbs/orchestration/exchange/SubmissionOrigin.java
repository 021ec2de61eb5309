package org.dibbs.orchestration.exchange;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The endpoints a submission may have come in by. They differ in what is checked before
 * the building blocks see the message.
 */
public enum SubmissionOrigin {

	/** {@code POST /process-message}, and any Kafka client: everything is checked. */
	PROCESS_MESSAGE("process-message"),

	/**
	 * {@code POST /process-zip}: there is no {@code data_type}, any {@code message_type}
	 * is left for the blocks to refuse, and message and type need not go together.
	 */
	PROCESS_ZIP("process-zip"),

	/** {@code POST /submissions/batch}: everything is checked. */
	BATCH("batch");

	private final String wire;

	SubmissionOrigin(String wire) {
		this.wire = wire;
	}

	/**
	 * The name on the wire.
	 * @return the path of the endpoint without slash
	 */
	public String wire() {
		return this.wire;
	}

	/**
	 * The origin with a given name.
	 * @param wire the name on the wire, or null
	 * @return the origin; the one that is checked most where the name says nothing
	 */
	public static SubmissionOrigin of(@Nullable String wire) {
		return Arrays.stream(values()).filter((origin) -> origin.wire.equals(wire)).findFirst().orElse(PROCESS_MESSAGE);
	}

}

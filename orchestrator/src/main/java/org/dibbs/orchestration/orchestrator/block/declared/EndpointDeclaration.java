package org.dibbs.orchestration.orchestrator.block.declared;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One endpoint of a declared service, as it was written.
 *
 * @param path its path below the base URL, which steps name
 * @param send what the data member of a request holds
 * @param dataMember the member of a request that holds it
 * @param messageTypeMember the member of a request that holds the type of the message;
 * null for none
 * @param rrDataMember the member of a request that holds the reportability response, or
 * null where the message has none; null for none
 * @param resultMember the member of an answer that the next step works on; null where the
 * data go on as they were
 * @param repeatable whether a call whose answer was lost may simply be made again
 */
record EndpointDeclaration(@Nullable String path, @DefaultValue("data") Sent send,
		@DefaultValue("data") String dataMember, @Nullable String messageTypeMember, @Nullable String rrDataMember,
		@Nullable String resultMember, @DefaultValue("false") boolean repeatable) {

	/** What a request can be about. */
	enum Sent {

		/** What the steps so far have made of the message. */
		DATA,

		/** The message as it was submitted. */
		MESSAGE

	}

}

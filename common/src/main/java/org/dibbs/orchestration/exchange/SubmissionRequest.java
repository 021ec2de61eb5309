package org.dibbs.orchestration.exchange;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for: a message and the name of the workflow config to run it
 * through.
 *
 * @param origin the endpoint it came in by, which says how far it was checked
 * @param messageType the kind of message: the name of a {@link MessageType}, or, from an
 * upload, any text
 * @param dataType the form it comes in; null for an upload
 * @param configName the name of the config, as the caller gave it
 * @param message the message: a string or an object
 * @param rrData the reportability response of an eCR, a string; null where there is none
 * @param document the whole request as it came, which is also the record on the queue
 */
public record SubmissionRequest(SubmissionOrigin origin, String messageType, @Nullable DataType dataType,
		String configName, JsonFragment message, @Nullable JsonFragment rrData, JsonFragment document) {

}

package org.dibbs.orchestration.gateway.submission;

/**
 * A body that was read whole.
 *
 * @param bytes its bytes, none where the request had no body
 * @param memory what they take, to be released when they are not needed any more
 */
record ReceivedBody(byte[] bytes, BodyMemory.Reservation memory) {

}

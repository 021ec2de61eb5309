package org.dibbs.orchestration.gateway.idempotency;

/**
 * What a worker answered.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body, or nothing
 * @param isResult whether it is the answer to a submission, whatever its status
 * @param body the body
 */
record WorkerAnswer(int status, String contentType, boolean isResult, byte[] body) {

	/** What a worker says who, or whose database, cannot serve now. */
	boolean isBusy() {
		return !this.isResult && this.status >= 502 && this.status <= 504;
	}

}

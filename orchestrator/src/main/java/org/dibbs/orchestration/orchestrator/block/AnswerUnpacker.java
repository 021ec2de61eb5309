package org.dibbs.orchestration.orchestrator.block;

/**
 * What all unpackers have in common: which statuses mean success, which are passed on and
 * which are not.
 */
public abstract class AnswerUnpacker implements ResponseUnpacker {

	private static final int BAD_GATEWAY = 502;

	private final ErrorText errorText;

	/**
	 * Creates the unpacker.
	 * @param errorText makes the error text of the contract
	 */
	protected AnswerUnpacker(ErrorText errorText) {
		this.errorText = errorText;
	}

	@Override
	public final StepResult unpack(ServiceResponse response) {
		int status = response.status();
		if (response.isOk()) {
			return accept(response);
		}
		if (status == 204 || status == 205) {
			return new StepResult.Fail(BAD_GATEWAY, "the service answered " + status + ", which holds no result");
		}
		if (status < 200 || status > 599) {
			return new StepResult.Fail(BAD_GATEWAY, "the service answered " + status + ", which is no HTTP status");
		}
		if (status >= 300 && status < 400) {
			return new StepResult.Fail(BAD_GATEWAY,
					"the service answered with a redirect (" + status + "), which is not followed");
		}
		// as upstream: every other status than 200 is a failure, 201 too
		return new StepResult.Fail(status, this.errorText.of(response));
	}

	/**
	 * Reads an answer of status 200.
	 * @param response the answer
	 * @return what the workflow does next
	 */
	protected abstract StepResult accept(ServiceResponse response);

}

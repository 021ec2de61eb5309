package org.dibbs.orchestration.orchestrator.block;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

/**
 * What a building block's answer means for the workflow.
 */
public sealed interface StepResult {

	/**
	 * The step is done and the workflow goes on.
	 *
	 * @param data what the next step works on; null where this step leaves the data alone
	 * @param warning what an operator should know although the step counts as done,
	 * without patient data; null where there is nothing
	 */
	record Continue(@Nullable JsonFragment data, @Nullable String warning) implements StepResult {

		/**
		 * The step replaces the data.
		 * @param data what the next step works on
		 * @return the result
		 */
		public static Continue with(JsonFragment data) {
			return new Continue(data, null);
		}

		/**
		 * The step leaves the data alone.
		 * @return the result
		 */
		public static Continue unchanged() {
			return new Continue(null, null);
		}

	}

	/**
	 * The block answered 200, and found that the message must not go on.
	 *
	 * @param reasons the block's findings
	 */
	record Refuse(JsonFragment reasons) implements StepResult {

	}

	/**
	 * The block answered with an error, which is passed on to the caller.
	 *
	 * @param status the HTTP status to answer with
	 * @param error the error text of the contract
	 */
	record Fail(int status, String error) implements StepResult {

	}

	/**
	 * The block answered 200 with something the workflow cannot use.
	 *
	 * @param reason what is wrong with the answer, without any of its contents
	 */
	record Unusable(String reason) implements StepResult {

	}

}
